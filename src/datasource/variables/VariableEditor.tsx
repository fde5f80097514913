import React, { useId } from 'react';
import type { DataSourceApi, QueryEditorProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Combobox, Field, type ComboboxOption } from '@grafana/ui';
import type { ListName } from '../lists';
import type { FawkesOptions, FawkesQuery } from '../types';
import type { VariableQuery } from './types';

type VariableEditorProps = QueryEditorProps<
  DataSourceApi<FawkesQuery, FawkesOptions>,
  FawkesQuery,
  FawkesOptions,
  VariableQuery
>;

/** Chooses which names a dashboard's variable offers. */
export default function VariableEditor({ query, onChange, onRunQuery }: VariableEditorProps) {
  const id = useId();
  const choose = ({ value }: ComboboxOption<ListName>) => {
    onChange({ ...query, list: value });
    onRunQuery();
  };
  return (
    <Field
      label={t('variable.list', 'Values')}
      description={t('variable.list-explanation', 'The names of what the workspace of this data source has.')}
    >
      <Combobox id={id} width={30} options={options()} value={query.list ?? 'sites'} onChange={choose} />
    </Field>
  );
}

const options = (): Array<ComboboxOption<ListName>> => [
  { value: 'sites', label: t('variable.sites', 'Sites') },
  { value: 'funnels', label: t('variable.funnels', 'Funnels') },
  { value: 'features', label: t('variable.features', 'Features') },
  { value: 'segments', label: t('variable.segments', 'Segments') },
  { value: 'goals', label: t('variable.goals', 'Goals') },
];
