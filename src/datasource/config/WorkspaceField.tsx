import React from 'react';
import { onUpdateDatasourceJsonDataOption } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Field, Input } from '@grafana/ui';
import type { ConfigProps } from './configProps';

/** Of which workspace the token has to be, so that two data sources are not mixed up. */
export function WorkspaceField(props: ConfigProps) {
  const { jsonData, readOnly } = props.options;
  return (
    <Field
      label={t('config.expected-workspace', 'Expected workspace')}
      description={t(
        'config.expected-workspace-explanation',
        'A token of any other workspace is then refused. Left open, the token alone decides.'
      )}
      disabled={readOnly}
    >
      <Input
        id="fawkes-workspace"
        width={60}
        value={jsonData.workspace ?? ''}
        onChange={onUpdateDatasourceJsonDataOption(props, 'workspace')}
      />
    </Field>
  );
}
