import { t } from '@grafana/i18n';
import { ask } from '../../panels/ask';
import { headlineRow, tallRow } from '../../panels/grid';
import { headline } from '../../panels/headline/headline';
import { pickedData } from '../../panels/picked';
import { tableOf } from '../../panels/tableOf';
import { answered } from '../answeredScene';
import { experimentLink } from '../choice/links';

/** The experiments of the time range, with their health. */
export const allExperiments = () =>
  answered({
    $data: ask({ refId: 'experiments', kind: 'experiments' }),
    rows: [
      headlineRow([
        headline(t('experiments-page.count', 'Experiments'), 'experiments'),
        headline(t('experiments-page.running', 'Running'), 'running'),
        headline(t('experiments-page.significant', 'With a significant result'), 'significant'),
      ]),
      tallRow([
        tableOf({
          title: t('experiments-page.table', 'Every experiment'),
          data: pickedData({ refId: 'experiments', frame: 'experiments', fields: COLUMNS }),
          links: {
            experiment: experimentLink(),
          },
          wide: ['experiment', 'recommendation'],
        }),
      ]),
    ],
  });

const COLUMNS = ['experiment', 'status', 'health', 'winner', 'p_value', 'assigned', 'sample_ratio_p', 'recommendation'];
