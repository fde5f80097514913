import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { PluginPage } from '@grafana/runtime';
import { EmptyState, LinkButton } from '@grafana/ui';
import { ADD_DATASOURCE_URL } from './datasources';

/** Shown instead of the pages while there is nothing to ask. */
export function NoDatasource() {
  return (
    <PluginPage>
      <EmptyState
        variant="call-to-action"
        message={t('no-datasource.title', 'Connect Fawkes Analytics to its proxy')}
        button={
          <LinkButton icon="plus" href={ADD_DATASOURCE_URL}>
            <Trans i18nKey="no-datasource.add">Add a data source</Trans>
          </LinkButton>
        }
      >
        <Trans i18nKey="no-datasource.explanation">
          The pages ask a Fawkes Analytics data source, and there is none yet. Add one with the address of your proxy
          and a token that may read; the pages then fill by themselves.
        </Trans>
      </EmptyState>
    </PluginPage>
  );
}
