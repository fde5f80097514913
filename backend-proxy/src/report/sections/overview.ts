import type { FunnelDefinition, Measure } from '@fawkes/contract';
import { askAll, type Asked } from '../ask-all';
import { html } from '../html';
import { funnelsAtAGlance } from '../panels/funnels-at-a-glance';
import { headlines } from '../panels/headlines';
import { measureHeadline } from '../panels/measures';
import { overTime } from '../panels/over-time';
import { topTable } from '../panels/top-table';
import { funnelQuestion, headlineQuestion, onVisit, topQuestions, trendQuestion, type TopTable } from '../questions';
import type { Visit } from '../visit';
import type { Section } from './section';

const OVER_TIME: Measure[] = [
  'unique_visitors',
  'active_users',
  'page_views',
  'sessions',
  'bounce_rate',
  'session_duration',
];
// How many people were ever seen only grows, so it has no line worth asking for.
const HEADLINES: Measure[] = ['total_users', ...OVER_TIME];

const TABLES = {
  pages: { title: 'Top pages', property: 'page.path', measures: ['page_views', 'unique_visitors'] },
  sources: { title: 'Where visits come from', property: 'session.source', measures: ['sessions'] },
} satisfies Record<string, TopTable>;

/** How it goes, on one page. */
export async function overview(visit: Visit): Promise<Section> {
  const [asked, funnels] = await Promise.all([
    askAll(visit.ask, {
      headline: onVisit(visit, headlineQuestion(HEADLINES)),
      trend: onVisit(visit, trendQuestion(OVER_TIME)),
      ...topQuestions(visit, TABLES),
    }),
    askFunnels(visit),
  ]);
  return {
    asked: [...Object.values(asked), ...Object.values(funnels)],
    body: async () =>
      html`${await headlines(asked.headline, asked.trend, HEADLINES.map(measureHeadline))}
        <div class="charts">
          ${await overTime(asked.trend, { title: 'Page views over time', measures: ['page_views'] })}
          ${await overTime(asked.trend, { title: 'Visitors over time', measures: ['unique_visitors'] })}
        </div>
        <div class="tables">
          ${await topTable(asked.pages, TABLES.pages)} ${await topTable(asked.sources, TABLES.sources)}
          ${funnelsAtAGlance(visit, funnels)}
        </div>`,
  };
}

function askFunnels(visit: Visit): Promise<Record<string, Asked>> {
  const question = ({ name }: FunnelDefinition) => [name, onVisit(visit, funnelQuestion(name))] as const;
  return askAll(visit.ask, Object.fromEntries(visit.funnels.map(question)));
}
