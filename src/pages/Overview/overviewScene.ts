import { t } from '@grafana/i18n';
import type { EmbeddedScene } from '@grafana/scenes';
import { OVERVIEW } from '@fawkes/contract';
import { ask } from '../../panels/ask';
import { glanceRow, headlineRow, panelRow } from '../../panels/grid';
import { headlineQuestion, measureHeadline, trendQuestion } from '../../panels/measures';
import { overTime } from '../../panels/overTime';
import { topTable } from '../../panels/topTable';
import { answeredScene } from '../answeredScene';
import { adoptionAtAGlance, experimentsAtAGlance, segmentsAtAGlance } from './areasAtAGlance';
import { funnelsAtAGlance } from './funnelsAtAGlance';
import { whatMoved } from './whatMoved';

/** How it goes, on one page. */
export function overviewScene(): EmbeddedScene {
  return answeredScene({
    $data: ask(headlineQuestion(OVERVIEW.headlines), trendQuestion(OVERVIEW.overTime)),
    rows: [
      headlineRow(OVERVIEW.headlines.map(measureHeadline)),
      panelRow([
        overTime({ title: t('overview.page-views', 'Page views over time'), measures: ['page_views'] }),
        overTime({ title: t('overview.visitors', 'Visitors over time'), measures: ['unique_visitors'] }),
      ]),
      glanceRow([
        topTable({
          title: t('overview.top-pages', 'Top pages'),
          ...OVERVIEW.tables.pages,
        }),
        topTable({
          title: t('overview.sources', 'Where visits come from'),
          ...OVERVIEW.tables.sources,
        }),
        funnelsAtAGlance(),
      ]),
      glanceRow([adoptionAtAGlance(), experimentsAtAGlance(), segmentsAtAGlance()]),
      panelRow([whatMoved()]),
    ],
  });
}
