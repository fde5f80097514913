import React, { useRef } from 'react';
import { t } from '@grafana/i18n';
import { RadioButtonGroup } from '@grafana/ui';
import type { FunnelDefinition } from '@fawkes/contract';
import type { QueryOf } from '../../types';
import { EditorField } from '../common/EditorField';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { useFunnels } from '../common/workspace';
import { DefinedFunnelField } from './DefinedFunnelField';
import { OwnSteps } from './OwnSteps';
import { ViewRow } from './ViewRow';

/** The form of a funnel: one that the workspace has defined, or steps of one's own. */
export function FunnelForm({ query, onChange }: FormProps<'funnel'>) {
  const funnels = useFunnels();
  const { funnel, steps, entry, window, order, start, counting, exclusions, hold, ...common } = query;
  // What the other choice had, so that trying it out costs nothing.
  const left = useRef<Partial<QueryOf<'funnel'>>>({});
  const isDefined = funnel !== undefined;
  const choose = (defined: boolean) => {
    const definition = funnels.find(({ name }) => name === funnel);
    const next = defined ? { funnel: '' } : { ...ownParts(definition) };
    onChange({ ...common, ...next, ...left.current });
    left.current = defined ? { steps, entry, window, order, start, counting, exclusions, hold } : { funnel };
  };
  return (
    <>
      <EditorRow>
        <EditorField label={t('funnel.source', 'Funnel')}>
          {(id) => (
            <RadioButtonGroup
              id={id}
              options={[
                { value: true, label: t('funnel.defined', 'Defined') },
                { value: false, label: t('funnel.own', 'Own steps') },
              ]}
              value={isDefined}
              onChange={choose}
            />
          )}
        </EditorField>
        {isDefined && <DefinedFunnelField value={funnel} onChange={(name) => onChange({ ...query, funnel: name })} />}
      </EditorRow>
      {!isDefined && <OwnSteps query={query} onChange={onChange} />}
      <ViewRow query={query} onChange={onChange} />
    </>
  );
}

/** Own steps begin as a copy of the funnel that was chosen, else with one that is to be filled. */
function ownParts(definition: FunnelDefinition | undefined): Partial<QueryOf<'funnel'>> {
  if (definition === undefined) {
    return { steps: [{ name: '', match: {} }], window: '7d' };
  }
  const { steps, entry, window, order, start, counting, exclusions, hold } = definition;
  return { steps, entry, window, order, start, counting, exclusions, hold };
}
