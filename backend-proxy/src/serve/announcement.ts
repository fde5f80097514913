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
export function ready(address: string, pageToken: string, { anonymousRead }: Config): string[] {
  return [
    'Ready. Open in a browser:',
    `  ${address}/?token=${pageToken}  (workspace default)`,
    ...(anonymousRead === undefined ? [] : [`  ${address}/  (workspace ${anonymousRead}, without a token)`]),
    `  ${address}/docs  (the API)`,
    'Stop with Ctrl-C.',
  ];
}
