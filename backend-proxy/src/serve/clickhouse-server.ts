import { ClickHouseError, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import type { StoreConnection } from '../store/open-store';
import { reasonOf, StartError } from './start-error';

/** Unknown user, wrong password, not allowed from here, not allowed this. */
const REFUSALS = new Set(['192', '193', '194', '195', '497', '516']);

/** A server's address with the user and the password that its URL holds. */
export function connectionTo(url: string): StoreConnection {
  const { username, password } = new URL(url);
  return { url, username: decodeURIComponent(username) || 'default', password: decodeURIComponent(password) };
}

/** Throws where the server turns the user away, which waiting does not mend. A server that does not answer may still come. */
export async function requireAccess({ url, username, password }: StoreConnection): Promise<void> {
  const { origin } = new URL(url);
  const client = createClient({ url: origin, username, password, log: { level: ClickHouseLogLevel.OFF } });
  try {
    const answer = await client.ping({ select: true });
    if (!answer.success && answer.error instanceof ClickHouseError && REFUSALS.has(answer.error.code)) {
      throw new StartError(
        `CLICKHOUSE_URL: the server at ${origin} refuses the user ${username}: ${reasonOf(answer.error)}.`
      );
    }
  } finally {
    await client.close();
  }
}
