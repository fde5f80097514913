import React from 'react';
import {
  onUpdateDatasourceSecureJsonDataOption,
  updateDatasourcePluginJsonDataOption,
  updateDatasourcePluginResetOption,
} from '@grafana/data';
import { t } from '@grafana/i18n';
import { Field, SecretTextArea, Switch } from '@grafana/ui';
import type { ConfigProps } from './configProps';

/** For a proxy behind https whose certificate comes from a CA of one's own. */
export function CertificateFields(props: ConfigProps) {
  const { jsonData, secureJsonFields, readOnly } = props.options;
  const isOwn = jsonData.tlsAuthWithCACert ?? false;
  return (
    <>
      <Field
        label={t('config.own-ca', 'Own certificate authority')}
        description={t(
          'config.own-ca-explanation',
          'For an https address whose certificate Grafana does not trust by itself.'
        )}
        disabled={readOnly}
      >
        <Switch
          id="fawkes-own-ca"
          value={isOwn}
          onChange={({ currentTarget: { checked } }) =>
            updateDatasourcePluginJsonDataOption(props, 'tlsAuthWithCACert', checked)
          }
        />
      </Field>
      {isOwn && (
        <Field label={t('config.ca', 'CA certificate')} disabled={readOnly}>
          <SecretTextArea
            id="fawkes-ca"
            cols={60}
            rows={6}
            placeholder="-----BEGIN CERTIFICATE-----"
            isConfigured={secureJsonFields?.tlsCACert ?? false}
            onChange={onUpdateDatasourceSecureJsonDataOption(props, 'tlsCACert')}
            onReset={() => updateDatasourcePluginResetOption(props, 'tlsCACert')}
          />
        </Field>
      )}
      <Field
        label={t('config.skip-verify', 'Trust any certificate')}
        description={t(
          'config.skip-verify-explanation',
          'Whoever stands between Grafana and the proxy can then read the token. Only for trying things out.'
        )}
        disabled={readOnly}
      >
        <Switch
          id="fawkes-skip-verify"
          value={jsonData.tlsSkipVerify ?? false}
          onChange={({ currentTarget: { checked } }) =>
            updateDatasourcePluginJsonDataOption(props, 'tlsSkipVerify', checked)
          }
        />
      </Field>
    </>
  );
}
