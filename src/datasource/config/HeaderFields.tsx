import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { Button, Field, IconButton, Input, SecretInput, Stack } from '@grafana/ui';
import type { ConfigProps } from './configProps';
import { headersOf, withHeader, withoutHeader, type Header } from './headers';

/** Headers that each request carries, as a gateway before the proxy may ask for. Their values are kept in secret. */
export function HeaderFields({ options, onOptionsChange }: ConfigProps) {
  const headers = headersOf(options);
  const change = (header: Header) => onOptionsChange(withHeader(options, header));
  return (
    <Field
      noMargin
      label={t('config.headers', 'Custom headers')}
      description={t(
        'config.headers-explanation',
        'Sent with every request, for a gateway between Grafana and the proxy. The token needs none.'
      )}
      disabled={options.readOnly}
    >
      <Stack direction="column" gap={1} alignItems="flex-start">
        {headers.map((header) => (
          <Stack key={header.number} gap={1} alignItems="center">
            <Input
              aria-label={t('config.header-name', 'Name of header {{number}}', { number: header.number })}
              width={25}
              placeholder="X-Gateway-Key"
              value={header.name}
              disabled={options.readOnly}
              onChange={({ currentTarget: { value } }) => change({ ...header, name: value })}
            />
            <SecretInput
              aria-label={t('config.header-value', 'Value of header {{number}}', { number: header.number })}
              width={34}
              isConfigured={header.isConfigured}
              value={header.value}
              disabled={options.readOnly}
              onChange={({ currentTarget: { value } }) => change({ ...header, value })}
              onReset={() => change({ ...header, value: '', isConfigured: false })}
            />
            <IconButton
              name="trash-alt"
              size="lg"
              disabled={options.readOnly}
              tooltip={t('config.remove-header', 'Remove header {{number}}', { number: header.number })}
              onClick={() => onOptionsChange(withoutHeader(options, header.number))}
            />
          </Stack>
        ))}
        <Button
          size="sm"
          variant="secondary"
          icon="plus"
          disabled={options.readOnly}
          onClick={() => change({ number: headers.length + 1, name: '', value: '', isConfigured: false })}
        >
          <Trans i18nKey="config.add-header">Add header</Trans>
        </Button>
      </Stack>
    </Field>
  );
}
