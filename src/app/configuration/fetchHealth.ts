import { getBackendSrv, isFetchError } from '@grafana/runtime';

export interface Health {
  status: 'ok' | 'failing';
  /** What the data source says about itself. */
  message: string;
}

/** Asks a data source's backend for its health. Never rejects: what goes wrong is the answer. */
export async function fetchHealth(datasourceUid: string): Promise<Health> {
  const path = `/api/datasources/uid/${encodeURIComponent(datasourceUid)}/health`;
  try {
    const answer = await getBackendSrv().get<{ status: string; message: string }>(path, undefined, undefined, {
      showErrorAlert: false,
    });
    return { status: answer.status === 'OK' ? 'ok' : 'failing', message: answer.message };
  } catch (error) {
    return {
      status: 'failing',
      message: isFetchError(error) ? String(error.data?.message ?? error.statusText) : String(error),
    };
  }
}
