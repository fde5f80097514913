import { USAGE } from '@fawkes/contract';
import { askAll, type Asked } from '../ask-all';
import { html, type Html } from '../html';
import { headlines } from '../panels/headlines';
import { measureHeadline } from '../panels/measures';
import { overTime } from '../panels/over-time';
import { topTable } from '../panels/top-table';
import { headlineQuestion, onVisit, topQuestions, trendQuestion, type TopTable } from '../questions';
import type { Visit } from '../visit';
import type { Section } from './section';

const TABLES = {
  pages: { title: 'Top pages', ...USAGE.tables.pages },
  sources: { title: 'Sources', ...USAGE.tables.sources },
  events: { title: 'Events', ...USAGE.tables.events },
  entries: { title: 'Entry pages', ...USAGE.tables.entries },
  exits: { title: 'Exit pages', ...USAGE.tables.exits },
  browsers: { title: 'Browsers', ...USAGE.tables.browsers },
  devices: { title: 'Devices', ...USAGE.tables.devices },
} satisfies Record<string, TopTable>;

/** How much the sites are used, by whom and on what. */
export async function usage(visit: Visit): Promise<Section> {
  const asked = await askAll(visit.ask, {
    headline: onVisit(visit, headlineQuestion(USAGE.traffic)),
    trend: onVisit(visit, trendQuestion([...USAGE.traffic, ...USAGE.actives])),
    ...topQuestions(visit, TABLES),
  });
  const table = (name: keyof typeof TABLES) => topTable(asked[name], TABLES[name]);
  return {
    asked: Object.values(asked),
    body: async () =>
      html`${await headlines(asked.headline, asked.trend, USAGE.traffic.map(measureHeadline))}
        <div class="charts">${await charts(asked.trend)}</div>
        <div class="tables">
          ${await table('pages')} ${await table('sources')} ${await table('events')} ${await table('entries')}
          ${await table('exits')}
          <div class="stack">${await table('browsers')} ${await table('devices')}</div>
        </div>`,
  };
}

async function charts(trend: Asked): Promise<Html[]> {
  return [
    await overTime(trend, { title: 'Page views and visitors', measures: ['page_views', 'unique_visitors'] }),
    await overTime(trend, {
      title: 'Active people',
      about:
        'People active in the 1, 7 and 30 days that end with each day. Daily visitor ids are left out, since they would pose as new people.',
      measures: ['dau', 'wau', 'mau'],
    }),
    await overTime(trend, { title: 'Sessions', measures: ['sessions'] }),
    await overTime(trend, {
      title: 'Bounce rate and stickiness',
      about:
        'Bounces are sessions with one page view and no interactive event. Stickiness is the mean of daily active people over the monthly ones.',
      measures: ['bounce_rate', 'stickiness'],
    }),
  ];
}
