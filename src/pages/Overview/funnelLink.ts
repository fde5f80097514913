import type { DataLink } from '@grafana/data';
import { t } from '@grafana/i18n';
import { APP_BASE_URL, PAGES } from '../../constants';
import { FUNNEL_FIELD } from './conversionsByFunnel';

/** From a row of `conversionsByFunnel` to the funnels' page, with the controls as they stand. */
export const funnelLink = (): DataLink => ({
  title: t('overview.open-funnel', 'Open the funnel'),
  url: `${APP_BASE_URL}/${PAGES.funnels}\${__url.params:exclude:var-funnel}&var-funnel=\${__data.fields.${FUNNEL_FIELD}:percentencode}`,
});
