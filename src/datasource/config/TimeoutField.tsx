import React from 'react';
import { updateDatasourcePluginJsonDataOption } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Field, Input } from '@grafana/ui';
import type { ConfigProps } from './configProps';

/** How long Grafana waits for an answer. */
export function TimeoutField(props: ConfigProps) {
  const { jsonData, readOnly } = props.options;
  return (
    <Field
      label={t('config.timeout', 'Time-out')}
      description={t('config.timeout-explanation', 'Seconds that Grafana waits for an answer; 30 where left open.')}
      disabled={readOnly}
    >
      <Input
        id="fawkes-timeout"
        type="number"
        min={1}
        width={20}
        placeholder="30"
        suffix="s"
        value={jsonData.timeout ?? ''}
        onChange={({ currentTarget: { valueAsNumber } }) =>
          updateDatasourcePluginJsonDataOption(props, 'timeout', valueAsNumber > 0 ? valueAsNumber : undefined)
        }
      />
    </Field>
  );
}
