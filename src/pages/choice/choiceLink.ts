import type { DataLink } from '@grafana/data';
import { APP_BASE_URL, PAGES, type Page } from '../../constants';

/** From a row to the page of what its field names, with the controls as they stand. */
export const choiceLink = (title: string, page: Page, variable: string, field: string): DataLink => ({
  title,
  url: `${APP_BASE_URL}/${PAGES[page]}\${__url.params:exclude:var-${variable}}&var-${variable}=\${__data.fields.${field}:percentencode}`,
});
