import { t } from '@grafana/i18n';
import type { EmbeddedScene } from '@grafana/scenes';
import type { Measure } from '@fawkes/contract';
import { ask } from '../../panels/ask';
import { headlineRow, panelRow } from '../../panels/grid';
import { headlineQuestion, measureHeadline, trendQuestion } from '../../panels/measures';
import { overTime } from '../../panels/overTime';
import { topTable } from '../../panels/topTable';
import { answeredScene } from '../answeredScene';
import { funnelsAtAGlance } from './funnelsAtAGlance';

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

/** How it goes, on one page. */
export function overviewScene(): EmbeddedScene {
  return answeredScene({
    $data: ask(headlineQuestion(HEADLINES), trendQuestion(OVER_TIME)),
    rows: [
      headlineRow(HEADLINES.map(measureHeadline)),
      panelRow([
        overTime({ title: t('overview.page-views', 'Page views over time'), measures: ['page_views'] }),
        overTime({ title: t('overview.visitors', 'Visitors over time'), measures: ['unique_visitors'] }),
      ]),
      panelRow([
        topTable({
          title: t('overview.top-pages', 'Top pages'),
          property: 'page.path',
          measures: ['page_views', 'unique_visitors'],
        }),
        topTable({
          title: t('overview.sources', 'Where visits come from'),
          property: 'session.source',
          measures: ['sessions'],
        }),
        funnelsAtAGlance(),
      ]),
    ],
  });
}
