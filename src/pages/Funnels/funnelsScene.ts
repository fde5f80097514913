import { t } from '@grafana/i18n';
import { VariableValueControl, type EmbeddedScene } from '@grafana/scenes';
import { VARIABLES } from '../../app/controls/controls';
import { ask } from '../../panels/ask';
import { headlineRow, panelRow } from '../../panels/grid';
import { headline } from '../../panels/headline/headline';
import { answeredScene } from '../answeredScene';
import { BottleneckNote } from './BottleneckNote';
import { stepBars } from './stepBars';
import { stepTable } from './stepTable';

/** How many people get through a funnel, and where the others stay. */
export function funnelsScene(): EmbeddedScene {
  return answeredScene({
    $data: ask({ refId: 'funnel', kind: 'funnel', funnel: `\${${VARIABLES.funnel}}` }),
    controls: [new VariableValueControl({ variableName: VARIABLES.funnel })],
    rows: [
      headlineRow([
        headline(t('funnels.conversion', 'Conversion'), 'overall_conversion_rate'),
        headline(t('funnels.entered', 'People who entered'), 'total_users'),
        headline(t('funnels.completed', 'People who completed'), 'completed_users'),
        headline(t('funnels.time', 'Mean time to complete'), 'avg_completion_time'),
      ]),
      new BottleneckNote({}),
      panelRow([stepBars()]),
      panelRow([stepTable()]),
    ],
  });
}
