import { t } from '@grafana/i18n';
import type { VizPanel } from '@grafana/scenes';
import { ask } from '../../panels/ask';
import { pickedData } from '../../panels/picked';
import { tableOf } from '../../panels/tableOf';

/** Which values of which properties changed most against the period before. */
export const whatMoved = (): VizPanel =>
  tableOf({
    title: t('overview.moved', 'What moved most'),
    description: t('overview.moved-explanation', 'Against the period before, as long as the time range.'),
    data: pickedData({ refId: 'movers', frame: 'movers' }, ask({ refId: 'movers', kind: 'movers' })),
    wide: ['value'],
  });
