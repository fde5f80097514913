import { t } from '@grafana/i18n';
import { SceneApp, SceneAppPage, type EmbeddedScene } from '@grafana/scenes';
import { APP_BASE_URL, PAGES, type Page } from '../constants';
import { adoptionScene } from '../pages/Adoption/adoptionScene';
import { experimentsScene } from '../pages/Experiments/experimentsScene';
import { funnelsScene } from '../pages/Funnels/funnelsScene';
import { liveScene } from '../pages/Live/liveScene';
import { overviewScene } from '../pages/Overview/overviewScene';
import { segmentsScene } from '../pages/Segments/segmentsScene';
import { usageScene } from '../pages/Usage/usageScene';
import { registerHeadlinePanel } from '../panels/headline/register';
import { controls } from './controls/controls';

/**
 * The whole app: one page whose tabs are the areas. The time range, the variables and their controls belong to the
 * page, so there is one of each, and it stays while the tabs change.
 */
export function analyticsApp(): SceneApp {
  registerHeadlinePanel();
  return new SceneApp({
    name: 'fawkes-analytics',
    urlSyncOptions: { updateUrlOnInit: true, createBrowserHistorySteps: true },
    pages: [
      new SceneAppPage({
        title: t('app.title', 'Fawkes Analytics'),
        url: APP_BASE_URL,
        routePath: '*',
        // The tab that is open stands there already.
        hideFromBreadcrumbs: true,
        ...controls(),
        tabs: [
          tab('overview', t('overview.title', 'Overview'), overviewScene),
          tab('usage', t('usage.title', 'Usage'), usageScene),
          tab('adoption', t('adoption-page.title', 'Adoption'), adoptionScene),
          tab('experiments', t('experiments-page.title', 'Experiments'), experimentsScene),
          tab('segments', t('segments-page.title', 'Segments'), segmentsScene),
          tab('funnels', t('funnels.title', 'Funnels'), funnelsScene),
          tab('live', t('live-page.title', 'Live'), liveScene),
        ],
      }),
    ],
  });
}

function tab(page: Page, title: string, getScene: () => EmbeddedScene): SceneAppPage {
  return new SceneAppPage({ title, url: `${APP_BASE_URL}/${PAGES[page]}`, routePath: `${PAGES[page]}/*`, getScene });
}
