import React from 'react';
import { t } from '@grafana/i18n';
import type { QueryOf } from '../../types';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { PropertyField } from '../common/PropertyField';
import { ToggleField } from '../common/ToggleField';
import { ChoiceField } from './ChoiceField';

/** How the steps make a funnel: their order, what is counted, and what the events of an attempt share. */
export function RulesRow({ query, onChange }: FormProps<'funnel'>) {
  const { order, counting, start, hold } = query;
  const change = (part: Partial<QueryOf<'funnel'>>) => onChange({ ...query, ...part });
  return (
    <EditorRow>
      <ChoiceField
        label={t('funnel.order', 'Order')}
        tooltip={t(
          'funnel.order-explanation',
          'Ordered: other events may come between. Strict: each step is the very next event. Any: the steps in any order.'
        )}
        path={['order']}
        options={[
          { value: 'ordered', label: t('funnel.ordered', 'Ordered') },
          { value: 'strict', label: t('funnel.strict', 'Strict') },
          { value: 'unordered', label: t('funnel.unordered', 'Any') },
        ]}
        value={order}
        onChange={(next) => change({ order: next })}
      />
      <ChoiceField
        label={t('funnel.counting', 'Count')}
        tooltip={t(
          'funnel.counting-explanation',
          'People by their best attempt, sessions with an attempt within, or all attempts that do not overlap.'
        )}
        path={['counting']}
        options={[
          { value: 'person', label: t('funnel.people', 'People') },
          { value: 'session', label: t('funnel.sessions', 'Sessions') },
          { value: 'total', label: t('funnel.attempts', 'Attempts') },
        ]}
        value={counting}
        onChange={(next) => change({ counting: next })}
      />
      <ToggleField
        label={t('funnel.first-start', 'First start only')}
        tooltip={t('funnel.first-start-explanation', 'Else any start can convert, and the best attempt counts.')}
        path={['start']}
        value={start === 'first'}
        onChange={(isOn) => change({ start: isOn ? 'first' : undefined })}
      />
      <PropertyField
        label={t('funnel.hold', 'Same')}
        tooltip={t('funnel.hold-explanation', 'The events of an attempt have the same value of this property.')}
        path={['hold']}
        placeholder={t('funnel.hold-nothing', 'Any values')}
        isClearable
        value={hold}
        onChange={(next) => change({ hold: next })}
      />
    </EditorRow>
  );
}
