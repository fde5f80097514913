import type { Config } from '../config/config';
import { VERSION } from '../version';

/** Said as soon as the proxy listens. */
export function listening(address: string, { dataDir, clickhouseUrl }: Config): string[] {
  const store = clickhouseUrl === undefined ? '' : ` (events: ${new URL(clickhouseUrl).origin})`;
  return [
    `Fawkes Analytics ${VERSION} listens on ${address}`,
    `Data: ${dataDir}${store}`,
    'The event store is starting …',
  ];
}

/** Said when it takes events and answers questions: where to look, and how to stop. */
export function ready(address: string, pageToken: string, anonymousRead: AnonymousRead | undefined): string[] {
  return [
    'Ready. Open in a browser:',
    `  ${address}/?token=${pageToken}  (workspace default)`,
    ...openToAll(address, anonymousRead),
    `  ${address}/docs  (the API)`,
    'Stop with Ctrl-C.',
  ];
}

/** The workspace that is open to requests without a token, which may not have been made yet. */
export interface AnonymousRead {
  workspace: string;
  exists: boolean;
}

function openToAll(address: string, open: AnonymousRead | undefined): string[] {
  if (!open) {
    return [];
  }
  return open.exists
    ? [`  ${address}/  (workspace ${open.workspace}, without a token)`]
    : [`FAWKES_ANONYMOUS_READ names the workspace ${open.workspace}, which does not exist yet.`];
}
