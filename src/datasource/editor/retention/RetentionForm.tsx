import React from 'react';
import { t } from '@grafana/i18n';
import type { QueryOf } from '../../types';
import { EditorField } from '../common/EditorField';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { IntervalField } from '../common/IntervalField';
import { NumberInput } from '../common/NumberInput';
import { OptionalMatcher } from '../common/OptionalMatcher';
import { ToggleField } from '../common/ToggleField';

/** The form of a retention matrix: who begins, what counts as coming back, and when. */
export function RetentionForm({ query, onChange }: FormProps<'retention'>) {
  const { interval, cohort, counting, start, return: comeBack, minOccurrences } = query;
  const change = (part: Partial<QueryOf<'retention'>>) => onChange({ ...query, ...part });
  return (
    <>
      <EditorRow>
        <IntervalField value={interval} onChange={(next) => change({ interval: next })} />
        <ToggleField
          label={t('retention.recurring', 'Recurring')}
          tooltip={t(
            'retention.recurring-explanation',
            'Everyone who was there in an interval, not only those who began in it.'
          )}
          value={cohort === 'recurring'}
          onChange={(isOn) => change({ cohort: isOn ? 'recurring' : undefined })}
        />
        <ToggleField
          label={t('retention.or-after', 'Or later')}
          tooltip={t(
            'retention.or-after-explanation',
            'Who comes back in an interval or any later one of the time range.'
          )}
          value={counting === 'on_or_after'}
          onChange={(isOn) => change({ counting: isOn ? 'on_or_after' : undefined })}
        />
        <EditorField
          label={t('retention.at-least', 'At least')}
          tooltip={t('retention.at-least-explanation', 'How often in one interval it takes to count as back.')}
          path={['minOccurrences']}
        >
          {(id) => (
            <NumberInput
              id={id}
              width={8}
              placeholder="1"
              value={minOccurrences}
              onCommit={(count) => change({ minOccurrences: count as number | undefined })}
            />
          )}
        </EditorField>
      </EditorRow>
      <EditorRow>
        <OptionalMatcher
          label={t('retention.start', 'Begins with')}
          tooltip={t('retention.start-explanation', 'What puts people into a cohort; else any activity.')}
          path="start"
          value={start}
          onChange={(next) => change({ start: next })}
        />
        <OptionalMatcher
          label={t('retention.return', 'Comes back with')}
          tooltip={t('retention.return-explanation', 'What counts as coming back; else any activity.')}
          path="return"
          value={comeBack}
          onChange={(next) => change({ return: next })}
        />
      </EditorRow>
    </>
  );
}
