import { t } from '@grafana/i18n';
import { topBars } from '../../panels/topBars';
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
  topBars(t('usage.browsers', 'Browsers, by visitors'), 'device.browser', 'unique_visitors'),
  topBars(t('usage.devices', 'Devices, by visitors'), 'device.type', 'unique_visitors'),
];
