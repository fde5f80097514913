import { t } from '@grafana/i18n';
import { topTable } from '../../panels/topTable';

/** What pages, sources, events and devices the usage is made of. */
export const usageTables = () => [
  topTable({
    title: t('usage.top-pages', 'Top pages'),
    property: 'page.path',
    measures: ['page_views', 'unique_visitors'],
  }),
  topTable({
    title: t('usage.sources', 'Sources'),
    property: 'session.source',
    measures: ['sessions', 'unique_visitors'],
  }),
  topTable({ title: t('usage.events', 'Events'), property: 'event.name', measures: ['events', 'unique_visitors'] }),
  topTable({ title: t('usage.entry-pages', 'Entry pages'), property: 'session.entry_page', measures: ['sessions'] }),
  topTable({ title: t('usage.exit-pages', 'Exit pages'), property: 'session.exit_page', measures: ['sessions'] }),
  topTable({ title: t('usage.browsers', 'Browsers'), property: 'device.browser', measures: ['unique_visitors'] }),
  topTable({ title: t('usage.devices', 'Devices'), property: 'device.type', measures: ['unique_visitors'] }),
];
