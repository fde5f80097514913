import React, { useEffect, useState } from 'react';
import { t } from '@grafana/i18n';
import { getBackendSrv } from '@grafana/runtime';
import { Alert } from '@grafana/ui';
import type { Site } from '@fawkes/contract';

interface Connected {
  workspace: string;
  sites: string[];
}

/** As many as one reads at a glance. */
const SHOWN = 10;

/** To which workspace the saved settings lead, and which sites it has; nothing where they lead to none, which the test says. */
export function ConnectedWorkspace({ uid }: { uid: string }) {
  const [connected, setConnected] = useState<Connected>();
  useEffect(() => {
    let mounted = true;
    connect(uid).then(
      (found) => mounted && setConnected(found),
      () => undefined
    );
    return () => {
      mounted = false;
    };
  }, [uid]);
  if (connected === undefined) {
    return null;
  }
  const { workspace, sites } = connected;
  return (
    <Alert severity="success" title={t('config.workspace', 'Workspace {{workspace}}', { workspace })}>
      {sites.length === 0
        ? t('config.no-sites', 'It has no site yet. Add one, so that its tracker’s events are taken.')
        : t('config.sites', 'Its sites: {{sites}}', { sites: listed(sites) })}
    </Alert>
  );
}

async function connect(uid: string): Promise<Connected> {
  const api = `/api/datasources/uid/${uid}`;
  const quietly = { showErrorAlert: false };
  const { details } = await getBackendSrv().get(`${api}/health`, undefined, undefined, quietly);
  const { sites } = await getBackendSrv().get(`${api}/resources/sites`, undefined, undefined, quietly);
  return { workspace: details.workspace, sites: (sites as Site[]).map(({ domain }) => domain) };
}

function listed(sites: string[]): string {
  const shown = sites.slice(0, SHOWN).join(', ');
  const count = sites.length - SHOWN;
  return count > 0 ? t('config.more-sites', '{{shown}} and {{count}} more', { shown, count }) : shown;
}
