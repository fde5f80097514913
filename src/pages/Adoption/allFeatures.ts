import { t } from '@grafana/i18n';
import { ask } from '../../panels/ask';
import { barsOf } from '../../panels/bars';
import { headlineRow, panelRow } from '../../panels/grid';
import { headline } from '../../panels/headline/headline';
import { pickedData } from '../../panels/picked';
import { withNotices } from '../../panels/PanelNotices';
import { tableOf } from '../../panels/tableOf';
import { timeChart } from '../../panels/timeChart';
import { answered } from '../answeredScene';
import { featureLink } from '../choice/links';

/** All features of the workspace. */
export const allFeatures = () =>
  answered({
    $data: ask(
      { refId: 'features', kind: 'adoption' },
      { refId: 'over_time', kind: 'adoption', view: 'over_time' },
      { refId: 'by_segment', kind: 'adoption', view: 'by_segment' }
    ),
    rows: [
      headlineRow([
        headline(t('adoption-page.features', 'Features'), 'features'),
        headline(t('adoption-page.unused', 'Unused features'), 'unused', { lessIsBetter: true }),
        headline(t('adoption-page.active', 'Active people'), 'active'),
        headline(t('adoption-page.breadth', 'Features per person'), 'breadth'),
      ]),
      panelRow([
        withNotices(
          barsOf(t('adoption-page.rates', 'Adoption by feature'), {
            refId: 'features',
            frame: 'adoption',
            fields: ['feature', 'adoption_rate'],
          })
            .setMax(100)
            .setLinks([featureLink()])
            .build()
        ),
        timeChart({
          title: t('adoption-page.over-time', 'Adoption over time'),
          data: pickedData({ refId: 'over_time', frame: 'over_time', fields: ['time', 'adoption_rate'] }),
        }),
      ]),
      panelRow([featureTable()]),
      panelRow([
        tableOf({
          title: t('adoption-page.by-segment', 'Adoption by segment'),
          description: t(
            'adoption-page.by-segment-explanation',
            'Of the people of each segment, how many used the feature in the time range.'
          ),
          data: pickedData({ refId: 'by_segment', frame: 'by_segment' }),
          links: { feature: featureLink() },
          wide: ['feature'],
        }),
      ]),
    ],
  });

const COLUMNS = [
  'feature',
  'adoption_rate',
  'adoption_rate_previous',
  'trend',
  'trend_p',
  'unique_users',
  'total_uses',
  'depth',
  'time_to_adopt',
];

const featureTable = () =>
  tableOf({
    title: t('adoption-page.table', 'Every feature'),
    data: pickedData({ refId: 'features', frame: 'adoption', fields: COLUMNS }),
    links: { feature: featureLink() },
    wide: ['feature'],
  });
