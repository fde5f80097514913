import React from 'react';
import { t } from '@grafana/i18n';
import { PROPERTIES, type Property } from '@fawkes/contract';
import type { QueryOf } from '../../types';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { LimitField } from '../common/LimitField';
import { TextsField } from '../common/TextsField';
import { withVariables } from '../common/workspace';
import { NumberField } from './NumberField';

/** The form of people: behind which number, and what is shown of them. */
export function PeopleForm({ query, onChange }: FormProps<'people'>) {
  const change = (part: Partial<QueryOf<'people'>>) => onChange({ ...query, ...part });
  return (
    <>
      <NumberField value={query.of} onChange={(of) => change({ of })} />
      <EditorRow>
        <TextsField
          label={t('people.show', 'Show')}
          tooltip={t('people.show-tooltip', 'A trait, such as person.plan, or what the latest event of each says.')}
          path={['show']}
          options={withVariables(Object.keys(PROPERTIES).filter((property) => !property.startsWith('session.')))}
          value={query.show ?? []}
          onChange={(show) => change({ show: show as Property[] })}
        />
        <LimitField path={['limit']} value={query.limit} fallback={100} onChange={(limit) => change({ limit })} />
      </EditorRow>
    </>
  );
}
