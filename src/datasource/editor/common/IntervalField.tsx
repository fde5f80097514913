import React from 'react';
import { t } from '@grafana/i18n';
import { Combobox, type ComboboxOption } from '@grafana/ui';
import { EditorField } from './EditorField';
import { valueOf } from './options';

interface IntervalFieldProps {
  value: string | undefined;
  /** The whole time range may be the interval. */
  withRange?: boolean;
  onChange: (interval: string | undefined) => void;
}

/** How time is cut. Left open, the proxy chooses by the time range. */
export function IntervalField({ value, withRange = false, onChange }: IntervalFieldProps) {
  return (
    <EditorField
      label={t('trends.interval', 'Interval')}
      tooltip={t(
        'trends.interval-explanation',
        'Days, weeks and months are the calendar’s, in the dashboard’s time zone. The whole time range gives one number.'
      )}
      path={['interval']}
    >
      {(id) => (
        <Combobox
          id={id}
          width={22}
          isClearable
          createCustomValue
          customValueDescription={t('trends.custom-interval', 'A number and one of m h d w M')}
          placeholder={t('trends.automatic-interval', 'Automatic')}
          options={options(withRange)}
          value={value ?? null}
          onChange={(option) => onChange(option === null ? undefined : valueOf(option, options(withRange)))}
        />
      )}
    </EditorField>
  );
}

const options = (withRange: boolean): ComboboxOption[] => [
  ...(withRange ? [{ value: 'range', label: t('trends.whole-range', 'Whole time range') }] : []),
  {
    value: '$__interval',
    label: '$__interval',
    description: t('trends.grafanas-interval', 'By the width of the panel'),
  },
  { value: '1m', label: t('trends.minute', 'Minute') },
  { value: '1h', label: t('trends.hour', 'Hour') },
  { value: '1d', label: t('trends.day', 'Day') },
  { value: '1w', label: t('trends.week', 'Week') },
  { value: '1M', label: t('trends.month', 'Month') },
];
