import { t } from '@grafana/i18n';
import { ask } from '../../panels/ask';
import { barsOf } from '../../panels/bars';
import { columnChart } from '../../panels/columnChart';
import { headlineRow, panelRow } from '../../panels/grid';
import { headline } from '../../panels/headline/headline';
import { pickedData } from '../../panels/picked';
import { withNotices } from '../../panels/PanelNotices';
import { tableOf } from '../../panels/tableOf';
import { timeChart } from '../../panels/timeChart';
import { answered } from '../answeredScene';
import { segmentLink } from '../choice/links';

/** How people divide: by what they do, how lately and how often, and how that changes. */
export const allSegments = () =>
  answered({
    $data: ask(
      { refId: 'segments', kind: 'segments', interval: '1d' },
      { refId: 'flows', kind: 'flows' },
      { refId: 'rfm', kind: 'rfm' },
      { refId: 'power', kind: 'power-curve', days: 28 },
      { refId: 'lifecycle', kind: 'lifecycle', interval: '1d' }
    ),
    rows: [
      headlineRow([headline(t('segments-page.people', 'People of 90 days'), 'people')]),
      panelRow([
        withNotices(
          barsOf(t('segments-page.sizes', 'People by segment'), {
            refId: 'segments',
            frame: 'segments',
            fields: ['segment', 'people'],
          })
            .setLinks([segmentLink()])
            .build()
        ),
        timeChart({
          title: t('segments-page.over-time', 'Segments over time'),
          data: pickedData({ refId: 'segments', frame: 'over_time' }),
          stacked: true,
        }),
      ]),
      panelRow([
        tableOf({
          title: t('segments-page.engagement', 'What they are like'),
          data: pickedData({ refId: 'segments', frame: 'segments', fields: LIKE }),
          links: { segment: segmentLink() },
          wide: ['segment'],
        }),
        tableOf({
          title: t('segments-page.flows', 'Where people went'),
          description: t(
            'segments-page.flows-explanation',
            'From the segment they were in at the start of the time range to the one they are in at its end.'
          ),
          data: pickedData({ refId: 'flows', frame: 'flows' }),
        }),
      ]),
      panelRow([
        timeChart({
          title: t('segments-page.lifecycle', 'New, returning, resurrected and gone'),
          data: pickedData({ refId: 'lifecycle', frame: 'lifecycle' }),
          signed: true,
        }),
        columnChart({
          title: t('segments-page.power', 'People by days active of the last 28'),
          from: { refId: 'power', frame: 'power_curve', fields: ['days', 'people'] },
        }),
      ]),
      panelRow([
        tableOf({
          title: t('segments-page.rfm', 'By how lately and how often'),
          data: pickedData({ refId: 'rfm', frame: 'groups' }),
          wide: ['group'],
        }),
        tableOf({
          title: t('segments-page.grid', 'Recency by frequency'),
          description: t('segments-page.grid-explanation', 'Fifths of people; 5 is the latest and the most.'),
          data: pickedData({ refId: 'rfm', frame: 'grid' }),
        }),
      ]),
    ],
  });

const LIKE = ['segment', 'people', 'share', 'engagement', 'weekly_sessions', 'features_used', 'days_since_seen'];
