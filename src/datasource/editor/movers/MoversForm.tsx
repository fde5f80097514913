import React from 'react';
import { t } from '@grafana/i18n';
import { MultiCombobox } from '@grafana/ui';
import { MOVING_MEASURES, measureOf, type MovingMeasure } from '@fawkes/contract';
import { measureTitle } from '../../../panels/measureTitle';
import type { QueryOf } from '../../types';
import { EditorField } from '../common/EditorField';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { LimitField } from '../common/LimitField';
import { MeasureRows } from '../common/MeasureRows';
import { isDetailed, withPlain } from '../common/measures';
import { PropertiesField } from '../common/PropertiesField';

/** The form of what changed most: which measures, by the values of which properties. */
export function MoversForm({ query, onChange }: FormProps<'movers'>) {
  const { measures = [], properties, limit } = query;
  const change = (part: Partial<QueryOf<'movers'>>) => onChange({ ...query, ...part });
  const ask = (next: typeof measures) => change({ measures: next.length > 0 ? next : undefined });
  return (
    <>
      <EditorRow>
        <EditorField label={t('editor.measures', 'Measures')} path={['measures']} exactly grow={340}>
          {(id) => (
            <MultiCombobox<MovingMeasure>
              id={id}
              placeholder={t('movers.measures', 'Visitors and page views')}
              options={PLAIN.map((measure) => ({ value: measure, label: measureTitle(measure) }))}
              value={measures.filter((asked) => !isDetailed(asked)).map((asked) => asked.measure as MovingMeasure)}
              onChange={(chosen) =>
                ask(
                  withPlain(
                    measures,
                    chosen.map(({ value }) => value)
                  )
                )
              }
            />
          )}
        </EditorField>
        <PropertiesField
          label={t('movers.properties', 'By')}
          fallback={['page.path', 'event.name', 'session.source', 'device.type', 'geo.country']}
          value={properties}
          onChange={(next) => change({ properties: next })}
        />
        <LimitField path={['limit']} fallback={20} value={limit} onChange={(next) => change({ limit: next })} />
      </EditorRow>
      <MeasureRows measures={measures} onChange={ask} />
    </>
  );
}

const PLAIN = MOVING_MEASURES.filter((measure) => measureOf(measure).match !== 'required');
