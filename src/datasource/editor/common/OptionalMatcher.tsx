import React from 'react';
import type { Matcher } from '@fawkes/contract';
import { MatcherFields } from './MatcherFields';
import { ToggleField } from './ToggleField';

interface OptionalMatcherProps {
  label: string;
  tooltip: string;
  path: string;
  value: Matcher | undefined;
  onChange: (matcher: Matcher | undefined) => void;
}

/** Certain events, or what holds where none are chosen. */
export function OptionalMatcher({ label, tooltip, path, value, onChange }: OptionalMatcherProps) {
  return (
    <>
      <ToggleField
        label={label}
        tooltip={tooltip}
        value={value !== undefined}
        onChange={(isOn) => onChange(isOn ? {} : undefined)}
      />
      {value !== undefined && <MatcherFields matcher={value} path={[path]} onChange={onChange} />}
    </>
  );
}
