import type { DataLink } from '@grafana/data';
import { t } from '@grafana/i18n';
import { VARIABLES } from '../../app/controls/controls';
import { APP_BASE_URL, PAGES, type Page } from '../../constants';

/*
 * From a row to the page of what its field names, with the controls as they stand. Each link's field is called as the
 * answer calls it.
 */

export const featureLink = () => to('adoption', VARIABLES.feature, 'feature', t('links.feature', 'Open the feature'));

export const experimentLink = () =>
  to('experiments', VARIABLES.experiment, 'experiment', t('links.experiment', 'Open the experiment'));

export const segmentLink = () =>
  to('segments', VARIABLES.openSegment, 'segment', t('links.segment', 'Open the segment'));

export const funnelLink = () => to('funnels', VARIABLES.funnel, 'funnel', t('links.funnel', 'Open the funnel'));

const to = (page: Page, variable: string, field: string, title: string): DataLink => ({
  title,
  url: `${APP_BASE_URL}/${PAGES[page]}\${__url.params:exclude:var-${variable}}&var-${variable}=\${__data.fields.${field}:percentencode}`,
});
