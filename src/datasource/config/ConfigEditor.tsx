import React from 'react';
import { onUpdateDatasourceJsonDataOption } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Field, FieldSet, Input } from '@grafana/ui';
import { addressProblem } from './addressProblem';
import { CertificateFields } from './CertificateFields';
import type { ConfigProps } from './configProps';
import { ConnectedWorkspace } from './ConnectedWorkspace';
import { HeaderFields } from './HeaderFields';
import { TimeoutField } from './TimeoutField';
import { TokenField } from './TokenField';
import { WorkspaceField } from './WorkspaceField';

/** Where the proxy is, and with which token it is asked. */
export default function ConfigEditor(props: ConfigProps) {
  const { address = '' } = props.options.jsonData;
  const problem = address === '' ? undefined : addressProblem(address);
  return (
    <>
      <FieldSet label={t('config.proxy', 'Proxy')}>
        <Field
          required
          label={t('config.address', 'Address')}
          description={t(
            'config.address-explanation',
            'Where Grafana’s server reaches the Fawkes Analytics proxy, such as http://127.0.0.1:8787.'
          )}
          invalid={problem !== undefined}
          error={problem}
          disabled={props.options.readOnly}
        >
          <Input
            id="fawkes-address"
            width={60}
            placeholder="http://127.0.0.1:8787"
            value={address}
            onChange={onUpdateDatasourceJsonDataOption(props, 'address')}
          />
        </Field>
        <TokenField {...props} />
        <WorkspaceField {...props} />
      </FieldSet>
      <FieldSet label={t('config.connection', 'Connection')}>
        <TimeoutField {...props} />
        <CertificateFields {...props} />
        <HeaderFields {...props} />
      </FieldSet>
      {/* The version rises with each saving. */}
      <ConnectedWorkspace key={props.options.version} uid={props.options.uid} />
    </>
  );
}
