import React from 'react';
import { t } from '@grafana/i18n';
import type { Matcher } from '@fawkes/contract';
import { MatcherFields } from '../common/MatcherFields';
import { ToggleField } from '../common/ToggleField';

interface EntryFieldProps {
  value: Matcher | undefined;
  onChange: (entry: Matcher | undefined) => void;
}

/** Whom step 1 is measured against: everybody who does it, or only those who did something before. */
export function EntryField({ value, onChange }: EntryFieldProps) {
  return (
    <>
      <ToggleField
        label={t('funnel.entry', 'Entry')}
        tooltip={t(
          'funnel.entry-explanation',
          'People come in by these events. Step 1 is measured against them, and the window runs from there.'
        )}
        value={value !== undefined}
        onChange={(isOn) => onChange(isOn ? {} : undefined)}
      />
      {value !== undefined && <MatcherFields matcher={value} path={['entry']} onChange={onChange} />}
    </>
  );
}
