import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { Badge, EmptyState, InteractiveTable, LinkButton, Stack, type Column } from '@grafana/ui';
import { ADD_DATASOURCE_URL, editDatasourceUrl, fawkesDatasources } from '../datasources';
import { useHealth, type DatasourceHealth } from './useHealth';

/** The app's configuration: which data sources it can ask, and whether they answer. */
export default function ConfigurationPage() {
  const health = useHealth(fawkesDatasources());
  if (health.length === 0) {
    return (
      <EmptyState
        variant="call-to-action"
        message={t('configuration.none', 'No Fawkes Analytics data source yet')}
        button={<AddDatasource />}
      />
    );
  }
  return (
    <Stack direction="column" gap={2} alignItems="flex-start">
      <Trans i18nKey="configuration.explanation">The app&apos;s pages ask these data sources.</Trans>
      <InteractiveTable columns={columns()} data={health} getRowId={(row) => row.uid} />
      <AddDatasource />
    </Stack>
  );
}

const columns = (): Array<Column<DatasourceHealth>> => [
  {
    id: 'name',
    header: t('configuration.name', 'Name'),
    cell: ({ row: { original } }) => (
      <LinkButton fill="text" href={editDatasourceUrl(original.uid)}>
        {original.name}
      </LinkButton>
    ),
  },
  {
    id: 'health',
    header: t('configuration.health', 'Health'),
    cell: ({ row: { original } }) => <HealthBadge {...original} />,
  },
  { id: 'message', header: t('configuration.message', 'What it says') },
];

function HealthBadge({ status }: DatasourceHealth) {
  switch (status) {
    case 'asking':
      return <Badge color="blue" icon="sync" text={t('configuration.asking', 'Asking')} />;
    case 'ok':
      return <Badge color="green" icon="check" text={t('configuration.ok', 'Answers')} />;
    case 'failing':
      return <Badge color="red" icon="exclamation-triangle" text={t('configuration.failing', 'Fails')} />;
  }
}

function AddDatasource() {
  return (
    <LinkButton icon="plus" variant="secondary" href={ADD_DATASOURCE_URL}>
      <Trans i18nKey="configuration.add">Add a data source</Trans>
    </LinkButton>
  );
}
