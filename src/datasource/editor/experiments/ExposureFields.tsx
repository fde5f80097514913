import React from 'react';
import { t } from '@grafana/i18n';
import { Combobox, type ComboboxOption } from '@grafana/ui';
import type { QueryOf } from '../../types';
import { EditorField } from '../common/EditorField';
import { OptionalMatcher } from '../common/OptionalMatcher';
import { useExposureRules } from '../common/workspace';
import { omitUnset } from './parts';

type Exposure = QueryOf<'experiment'>['exposure'];

interface ExposureFieldsProps {
  value: Exposure;
  onChange: (exposure: Exposure) => void;
}

/** What shows a variant: the workspace's rules where nothing is said, one of them by its name, or events told here. */
export function ExposureFields({ value, onChange }: ExposureFieldsProps) {
  const rules = useExposureRules();
  const own = typeof value === 'object' ? value : undefined;
  return (
    <>
      {own === undefined && (
        <EditorField
          label={t('experiments.exposure-rule', 'Exposure rule')}
          tooltip={t(
            'experiments.exposure-rule-explanation',
            'Which of the workspace’s rules says what shows a variant.'
          )}
          path={['exposure']}
        >
          {(id) => (
            <Combobox
              id={id}
              width={22}
              isClearable
              createCustomValue
              placeholder={t('experiments.exposure-rules', 'The workspace’s')}
              options={rules}
              value={typeof value === 'string' ? value : null}
              onChange={(option: ComboboxOption | null) => onChange(option?.value)}
            />
          )}
        </EditorField>
      )}
      {typeof value !== 'string' && (
        <OptionalMatcher
          label={t('experiments.exposure', 'Shown by')}
          tooltip={t(
            'experiments.exposure-explanation',
            'Which events show a variant; else each that names an experiment and a variant.'
          )}
          path="exposure"
          value={own?.match}
          onChange={(match) => onChange(omitUnset({ ...own, match }))}
        />
      )}
    </>
  );
}
