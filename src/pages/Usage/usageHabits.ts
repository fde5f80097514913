import { t } from '@grafana/i18n';
import { PanelBuilders, type VizPanel } from '@grafana/scenes';
import { ask } from '../../panels/ask';
import { columnChart } from '../../panels/columnChart';
import { nestedPanel } from '../../panels/nestedPanel';
import { withNotices } from '../../panels/PanelNotices';
import { timeChart } from '../../panels/timeChart';
import { RETENTION_PANEL } from '../../visualizations/ids';

/** Who comes, comes back and stays away, how often, and which ways people take. */
export const usageHabits = (): VizPanel[] => [
  timeChart({
    title: t('usage.lifecycle', 'New, returning, resurrected and gone'),
    data: ask({ refId: 'lifecycle', kind: 'lifecycle', interval: '1d' }),
    signed: true,
  }),
  columnChart({
    title: t('usage.stickiness', 'People by days on which they were active'),
    from: { refId: 'stickiness', frame: 'stickiness', fields: ['intervals', 'people'] },
    $data: ask({ refId: 'stickiness', kind: 'stickiness', interval: '1d' }),
  }),
  nestedPanel({
    pluginId: RETENTION_PANEL,
    title: t('usage.retention', 'Who comes back'),
    description: t(
      'usage.retention-explanation',
      'Of the people who came for the first time on a day (or in a longer time range a week), the share that was active in those after it.'
    ),
    data: ask({ refId: 'retention', kind: 'retention' }),
  }),
];

/** The ways from page to page and event to event within sessions. */
export const usagePaths = (): VizPanel =>
  withNotices(
    PanelBuilders.nodegraph()
      .setTitle(t('usage.paths', 'Ways people take'))
      .setDescription(t('usage.paths-explanation', 'The first five steps of each session; the most frequent of each.'))
      .setData(ask({ refId: 'paths', kind: 'paths', steps: 5, limit: 4 }))
      .build()
  );
