import React from 'react';
import { t } from '@grafana/i18n';
import { Box, Switch } from '@grafana/ui';
import type { Matcher } from '@fawkes/contract';
import { EditorField } from '../common/EditorField';
import { MatcherFields } from '../common/MatcherFields';

interface EntryFieldProps {
  value: Matcher | undefined;
  onChange: (entry: Matcher | undefined) => void;
}

/** Whom step 1 is measured against: everybody who does it, or only those who did something before. */
export function EntryField({ value, onChange }: EntryFieldProps) {
  return (
    <>
      <EditorField
        label={t('funnel.entry', 'Entry')}
        tooltip={t(
          'funnel.entry-explanation',
          'People come in by these events. Step 1 is measured against them, and the window runs from there.'
        )}
      >
        {(id) => (
          <Box display="flex" alignItems="center" height={4}>
            <Switch
              id={id}
              value={value !== undefined}
              onChange={(event) => onChange(event.currentTarget.checked ? {} : undefined)}
            />
          </Box>
        )}
      </EditorField>
      {value !== undefined && <MatcherFields matcher={value} path={['entry']} onChange={onChange} />}
    </>
  );
}
