import React, { useId } from 'react';
import type { QueryEditorProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Combobox, Field, Stack, type ComboboxOption } from '@grafana/ui';
import type { Property } from '@fawkes/contract';
import { PropertyField } from '../editor/common/PropertyField';
import { SiteField } from '../editor/common/SiteField';
import { SuggestionsContext, useSuggestionsOf } from '../editor/common/suggestions';
import { useWorkspaceOf, WorkspaceContext } from '../editor/common/workspace';
import type { FawkesOptions, FawkesQuery } from '../types';
import type { VariableList, VariableQuery, VariableSource } from './types';

type VariableEditorProps = QueryEditorProps<VariableSource, FawkesQuery, FawkesOptions, VariableQuery>;

/** Chooses what a dashboard's variable offers. */
export default function VariableEditor({ datasource, query, range, onChange, onRunQuery }: VariableEditorProps) {
  const id = useId();
  const { list = 'sites', property, site } = query;
  const workspace = useWorkspaceOf(datasource);
  const suggestions = useSuggestionsOf(datasource.known, { range, site });
  const change = (part: Partial<VariableQuery>) => {
    onChange({ ...query, ...part });
    onRunQuery();
  };
  return (
    <WorkspaceContext.Provider value={workspace}>
      <SuggestionsContext.Provider value={suggestions}>
        <Stack direction="column" gap={1}>
          <Field noMargin label={t('variable.list', 'Values')} description={explanationOf(list)}>
            <Combobox
              id={id}
              width={30}
              options={options()}
              value={list}
              onChange={({ value }: ComboboxOption<VariableList>) => change({ list: value })}
            />
          </Field>
          {list === 'property_values' && (
            <PropertyField
              label={t('variable.property', 'Property')}
              value={property as Property | undefined}
              onChange={(chosen) => change({ property: chosen })}
            />
          )}
          {isOfEvents(list) && <SiteField value={site} onChange={(sites) => change({ site: sites })} />}
        </Stack>
      </SuggestionsContext.Provider>
    </WorkspaceContext.Provider>
  );
}

const isOfEvents = (list: VariableList): boolean =>
  ['experiments', 'event_names', 'property_keys', 'property_values'].includes(list);

const explanationOf = (list: VariableList): string =>
  isOfEvents(list)
    ? t(
        'variable.events-explanation',
        'What the events have. To follow the dashboard’s time range, let the variable refresh on time range change.'
      )
    : t('variable.list-explanation', 'The names of what the workspace of this data source has.');

const options = (): Array<ComboboxOption<VariableList>> => [
  { value: 'sites', label: t('variable.sites', 'Sites') },
  { value: 'funnels', label: t('variable.funnels', 'Funnels') },
  { value: 'features', label: t('variable.features', 'Features') },
  { value: 'segments', label: t('variable.segments', 'Segments') },
  { value: 'goals', label: t('variable.goals', 'Goals') },
  { value: 'experiments', label: t('variable.experiments', 'Experiments') },
  { value: 'event_names', label: t('variable.event-names', 'Names of events') },
  { value: 'property_keys', label: t('variable.property-keys', 'Properties') },
  { value: 'property_values', label: t('variable.property-values', 'Values of a property') },
];
