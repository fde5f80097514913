import React from 'react';
import { css } from '@emotion/css';
import { onUpdateDatasourceSecureJsonDataOption, updateDatasourcePluginResetOption } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Field, SecretInput } from '@grafana/ui';
import type { ConfigProps } from './configProps';

const COMMAND = 'npx --no-install fawkes-analytics token create --workspace default --role read';

/** The token that decides which workspace is read. Grafana keeps it and never gives it back to the browser. */
export function TokenField(props: ConfigProps) {
  const { secureJsonFields, secureJsonData, readOnly } = props.options;
  return (
    <Field
      label={t('config.token', 'Token')}
      description={
        <>
          <Trans i18nKey="config.token-explanation">
            It decides which workspace is read. Make one where the proxy runs:
          </Trans>
          <code className={command}>{COMMAND}</code>
        </>
      }
      disabled={readOnly}
    >
      <SecretInput
        id="fawkes-token"
        width={60}
        placeholder={t('config.token-placeholder', 'Token with the role read')}
        isConfigured={secureJsonFields?.token ?? false}
        value={secureJsonData?.token ?? ''}
        onChange={onUpdateDatasourceSecureJsonDataOption(props, 'token')}
        onReset={() => updateDatasourcePluginResetOption(props, 'token')}
      />
    </Field>
  );
}

const command = css({ display: 'block', width: 'fit-content', marginTop: 4 });
