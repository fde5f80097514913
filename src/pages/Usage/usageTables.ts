import { USAGE } from '@fawkes/contract';
import { t } from '@grafana/i18n';
import { topTable } from '../../panels/topTable';

const { tables } = USAGE;

/** What pages, sources, events and devices the usage is made of. */
export const usageTables = () => [
  topTable({ title: t('usage.top-pages', 'Top pages'), ...tables.pages }),
  topTable({ title: t('usage.sources', 'Sources'), ...tables.sources }),
  topTable({ title: t('usage.events', 'Events'), ...tables.events }),
  topTable({ title: t('usage.entry-pages', 'Entry pages'), ...tables.entries }),
  topTable({ title: t('usage.exit-pages', 'Exit pages'), ...tables.exits }),
  topTable({ title: t('usage.browsers', 'Browsers'), ...tables.browsers }),
  topTable({ title: t('usage.devices', 'Devices'), ...tables.devices }),
];
