import { askAll } from '../ask-all';
import { html } from '../html';
import { frameTable } from '../panels/frame-table';
import { everyLine, linesPanel } from '../panels/lines-panel';
import { onVisit } from '../questions';
import type { Visit } from '../visit';
import type { Section } from './section';

const FIELDS = ['people', 'share', 'engagement', 'weekly_sessions', 'features_used', 'days_since_seen'];
/** Segments change by days at the shortest; over a quarter the weeks tell as much. */
const WEEKLY_RANGES = ['90d'];

/** Who the people are by what they do. */
export async function segments(visit: Visit): Promise<Section> {
  const interval = WEEKLY_RANGES.includes(visit.choices.range ?? '') ? '1w' : '1d';
  const { answer } = await askAll(visit.ask, { answer: onVisit(visit, { kind: 'segments', interval }) });
  return {
    asked: [answer],
    body: async () =>
      html`<div class="charts">
        ${await frameTable({
          title: 'Segments',
          about:
            'Everyone who was active in the 90 days before the end of the range is in exactly one. Daily visitor ids are left out, since they would pose as new people.',
          ...{ asked: answer, frame: 'segments', key: 'segment', fields: FIELDS },
        })}
        ${await linesPanel({
          title: 'Sizes over time',
          about: 'People in each segment at the end of each interval.',
          ...{ asked: answer, frame: 'over_time', unit: 'locale', lines: (frame) => everyLine(frame) },
        })}
      </div>`,
  };
}
