import { t } from '@grafana/i18n';
import { SceneTimeRange, type EmbeddedScene } from '@grafana/scenes';
import { ask } from '../../panels/ask';
import { headlineRow, panelRow, tallRow } from '../../panels/grid';
import { headline } from '../../panels/headline/headline';
import { pickedData } from '../../panels/picked';
import { tableOf } from '../../panels/tableOf';
import { timeChart } from '../../panels/timeChart';
import { answeredScene } from '../answeredScene';

/** Who is here now, on which pages, and what comes in. */
export function liveScene(): EmbeddedScene {
  return answeredScene({
    $data: ask({ refId: 'now', kind: 'live' }, { refId: 'events', kind: 'events' }),
    rows: [
      headlineRow([
        headline(t('live-page.now', 'Visitors now'), 'current_visitors'),
        headline(t('live-page.visitors', 'Visitors (30 minutes)'), 'visitors'),
        headline(t('live-page.views', 'Page views (30 minutes)'), 'page_views'),
        headline(t('live-page.events', 'Events (30 minutes)'), 'events'),
      ]),
      panelRow([
        timeChart({
          title: t('live-page.minutes', 'By minute'),
          data: pickedData({ refId: 'now', frame: 'minutes' }),
          $timeRange: new SceneTimeRange({ from: 'now-30m', to: 'now' }),
        }),
        tableOf({
          title: t('live-page.pages', 'Pages'),
          data: pickedData({ refId: 'now', frame: 'page.path' }),
          wide: ['page.path'],
        }),
        tableOf({
          title: t('live-page.sources', 'Sources'),
          data: pickedData({ refId: 'now', frame: 'session.source' }),
          wide: ['session.source'],
        }),
      ]),
      tallRow([
        tableOf({
          title: t('live-page.log', 'Events as they arrive'),
          data: pickedData({ refId: 'events', frame: 'events', fields: LOG }),
          wide: ['time', 'event', 'page', 'props'],
        }),
      ]),
    ],
  });
}

const LOG = ['time', 'event', 'person', 'site', 'page', 'source', 'country', 'browser', 'props'];
