import { useEffect, useState } from 'react';
import type { DataSourceInstanceSettings } from '@grafana/data';
import { fetchHealth, type Health } from './fetchHealth';

export interface DatasourceHealth {
  uid: string;
  name: string;
  status: 'asking' | Health['status'];
  message: string;
}

/** The health of each data source, asked once when the page opens; each row fills as its answer comes. */
export function useHealth(datasources: Array<Pick<DataSourceInstanceSettings, 'uid' | 'name'>>): DatasourceHealth[] {
  const [known, setKnown] = useState<Record<string, Health>>({});
  const uids = datasources.map(({ uid }) => uid).join();
  useEffect(() => {
    let mounted = true;
    for (const uid of uids.split(',').filter(Boolean)) {
      void fetchHealth(uid).then((health) => mounted && setKnown((before) => ({ ...before, [uid]: health })));
    }
    return () => {
      mounted = false;
    };
  }, [uids]);
  return datasources.map(({ uid, name }) => ({ uid, name, ...(known[uid] ?? { status: 'asking', message: '' }) }));
}
