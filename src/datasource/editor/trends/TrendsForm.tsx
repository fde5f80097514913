import React from 'react';
import { t } from '@grafana/i18n';
import type { QueryOf } from '../../types';
import { CompareField } from '../common/CompareField';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { FormulasField } from '../common/FormulasField';
import { IntervalField } from '../common/IntervalField';
import { LimitField } from '../common/LimitField';
import { LiveField } from '../common/LiveField';
import { MeasureRows } from '../common/MeasureRows';
import { MeasuresField } from '../common/MeasuresField';
import { PropertyField } from '../common/PropertyField';

/** The form of trends: measures over time, in one line each or by the values of a property. */
export function TrendsForm({ query, onChange }: FormProps<'trends'>) {
  const { measures, formulas, interval, breakdown, compare, live } = query;
  const change = (part: Partial<QueryOf<'trends'>>) => onChange({ ...query, ...part });
  return (
    <>
      <EditorRow>
        <MeasuresField value={measures} onChange={(next) => change({ measures: next })} />
        <IntervalField withRange value={interval} onChange={(next) => change({ interval: next })} />
        <PropertyField
          label={t('trends.breakdown', 'Break down by')}
          tooltip={t('trends.breakdown-explanation', 'One line for each of the largest values; the others together.')}
          path={['breakdown', 'property']}
          isClearable
          placeholder={t('trends.no-breakdown', 'Nothing')}
          value={breakdown?.property}
          onChange={(property) =>
            change({ breakdown: property === undefined ? undefined : { ...breakdown, property } })
          }
        />
        {breakdown !== undefined && (
          <LimitField
            path={['breakdown', 'limit']}
            value={breakdown.limit}
            onChange={(limit) => change({ breakdown: { ...breakdown, limit } })}
          />
        )}
        <CompareField value={compare} onChange={(next) => change({ compare: next })} />
        <LiveField value={live} onChange={(next) => change({ live: next })} />
      </EditorRow>
      <MeasureRows measures={measures} onChange={(next) => change({ measures: next })} />
      <FormulasField measures={measures} formulas={formulas} onChange={(next) => change({ formulas: next })} />
    </>
  );
}
