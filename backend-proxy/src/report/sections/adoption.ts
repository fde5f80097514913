import { askAll } from '../ask-all';
import { html } from '../html';
import { frameTable } from '../panels/frame-table';
import { headlines } from '../panels/headlines';
import { everyLine, linesPanel } from '../panels/lines-panel';
import { onVisit } from '../questions';
import type { Visit } from '../visit';
import type { Section } from './section';

const HEADLINES = [
  { field: 'features', title: 'Features' },
  { field: 'unused', title: 'Unused', lessIsBetter: true },
  { field: 'active', title: 'Active people' },
  { field: 'breadth', title: 'Features per person' },
];

const FIELDS = [
  'adoption_rate',
  'adoption_rate_previous',
  'trend',
  'trend_p',
  'total_uses',
  'unique_users',
  'depth',
  'time_to_adopt',
  'new',
  'returning',
  'resurrected',
  'lapsed',
  'last_use',
];

/** Which features people use, and which they do not. */
export async function adoption(visit: Visit): Promise<Section> {
  const asked = await askAll(visit.ask, {
    features: onVisit(visit, { kind: 'adoption' }),
    overTime: onVisit(visit, { kind: 'adoption', view: 'over_time' }),
  });
  return {
    asked: Object.values(asked),
    body: async () =>
      html`${await headlines(asked.features, undefined, HEADLINES)}
        ${await frameTable({
          title: 'Features',
          about:
            'Adoption is the share of the active people who used it. A trend is up or down where the rate differs from the period before at p < 0.05.',
          asked: asked.features,
          ...{ frame: 'adoption', key: 'feature', fields: FIELDS },
        })}
        <div class="charts">
          ${await linesPanel({
            title: 'Adoption over time',
            asked: asked.overTime,
            ...{
              frame: 'over_time',
              unit: 'percent',
              lines: (frame) => everyLine(frame, (name) => name !== 'breadth'),
            },
          })}
          ${await linesPanel({
            title: 'Features per person over time',
            about: 'The mean number of features that an active person uses.',
            asked: asked.overTime,
            ...{
              frame: 'over_time',
              unit: undefined,
              lines: (frame) => everyLine(frame, (name) => name === 'breadth'),
            },
          })}
        </div>`,
  };
}
