import { OVERVIEW, type FunnelDefinition } from '@fawkes/contract';
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

const TABLES = {
  pages: { title: 'Top pages', ...OVERVIEW.tables.pages },
  sources: { title: 'Where visits come from', ...OVERVIEW.tables.sources },
} satisfies Record<string, TopTable>;

/** How it goes, on one page. */
export async function overview(visit: Visit): Promise<Section> {
  const [asked, funnels] = await Promise.all([
    askAll(visit.ask, {
      headline: onVisit(visit, headlineQuestion(OVERVIEW.headlines)),
      trend: onVisit(visit, trendQuestion(OVERVIEW.overTime)),
      ...topQuestions(visit, TABLES),
    }),
    askFunnels(visit),
  ]);
  return {
    asked: [...Object.values(asked), ...Object.values(funnels)],
    body: async () =>
      html`${await headlines(asked.headline, asked.trend, OVERVIEW.headlines.map(measureHeadline))}
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
