import { t } from '@grafana/i18n';
import { VARIABLES } from '../../app/controls/controls';
import { ask, type Question } from '../../panels/ask';
import { headlineRow, panelRow } from '../../panels/grid';
import { headline } from '../../panels/headline/headline';
import { pickedData } from '../../panels/picked';
import { tableOf } from '../../panels/tableOf';
import { timeChart } from '../../panels/timeChart';
import { answered } from '../answeredScene';

const FEATURE = `\${${VARIABLES.feature}}`;

/** One feature: how many took it up, how fast, in which state they are, and who they are. */
export const oneFeature = () =>
  answered({
    $data: ask(
      { refId: 'features', kind: 'adoption', features: [FEATURE] },
      { refId: 'over_time', kind: 'adoption', view: 'over_time', features: [FEATURE] },
      { refId: 'by_segment', kind: 'adoption', view: 'by_segment', features: [FEATURE] },
      users()
    ),
    rows: [
      headlineRow([
        headline(t('adoption-page.rate', 'Adoption'), 'adoption_rate'),
        headline(t('adoption-page.users', 'Users'), 'unique_users'),
        headline(t('adoption-page.uses', 'Uses'), 'total_uses'),
        headline(t('adoption-page.depth', 'Uses per adopter'), 'depth'),
        headline(t('adoption-page.time-to-adopt', 'Median time to adopt'), 'time_to_adopt', { lessIsBetter: true }),
      ]),
      headlineRow([
        headline(t('adoption-page.new', 'New to it'), 'new'),
        headline(t('adoption-page.returning', 'Used it before, too'), 'returning'),
        headline(t('adoption-page.resurrected', 'Came back to it'), 'resurrected'),
        headline(t('adoption-page.lapsed', 'Stopped using it'), 'lapsed', { lessIsBetter: true }),
      ]),
      panelRow([
        timeChart({
          title: t('adoption-page.over-time', 'Adoption over time'),
          data: pickedData({ refId: 'over_time', frame: 'over_time', fields: ['time', 'adoption_rate'] }),
        }),
        tableOf({
          title: t('adoption-page.by-segment', 'Adoption by segment'),
          data: pickedData({ refId: 'by_segment', frame: 'by_segment' }),
          wide: ['feature'],
        }),
      ]),
      panelRow([
        tableOf({
          title: t('adoption-page.people', 'People who used it'),
          data: pickedData({ refId: 'people', frame: 'people' }),
        }),
      ]),
    ],
  });

const users = (): Question => ({
  refId: 'people',
  kind: 'people',
  of: { kind: 'adoption', features: [FEATURE], pick: { feature: FEATURE, who: 'users' } },
});
