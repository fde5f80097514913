import React from 'react';
import { t } from '@grafana/i18n';
import type { QueryOf } from '../../types';
import { CompareField } from '../common/CompareField';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { FormulasField } from '../common/FormulasField';
import { LimitField } from '../common/LimitField';
import { MeasureRows } from '../common/MeasureRows';
import { MeasuresField } from '../common/MeasuresField';
import { PropertyField } from '../common/PropertyField';
import { RankField } from './RankField';

/** The form of a top list: the largest values of a property, with measures beside each other. */
export function TopForm({ query, onChange }: FormProps<'top'>) {
  const { property, measures, formulas, limit, compare } = query;
  const change = (part: Partial<QueryOf<'top'>>) => onChange({ ...query, ...part });
  return (
    <>
      <EditorRow>
        <PropertyField
          label={t('top.property', 'Values of')}
          path={['property']}
          value={property}
          onChange={(next) => next !== undefined && change({ property: next })}
        />
        <MeasuresField value={measures} onChange={(next) => change({ measures: next })} />
        {measures.length > 1 && <RankField measures={measures} onChange={(next) => change({ measures: next })} />}
        <LimitField path={['limit']} value={limit} onChange={(next) => change({ limit: next })} />
        <CompareField value={compare} onChange={(next) => change({ compare: next })} />
      </EditorRow>
      <MeasureRows measures={measures} onChange={(next) => change({ measures: next })} />
      <FormulasField measures={measures} formulas={formulas} onChange={(next) => change({ formulas: next })} />
    </>
  );
}
