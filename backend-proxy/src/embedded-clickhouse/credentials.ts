import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ClickHouseException } from './errors';

/** A user's name and password. */
export interface Credentials {
  username: string;
  password: string;
}

/** Reads who asks: from Basic authorization, ClickHouse's own headers, or the URL. */
export function credentialsOf(headers: IncomingHttpHeaders, url: URLSearchParams): Credentials {
  const basic = /^Basic\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (basic !== undefined) {
    const [, username, password] = /^([^:]*):?([\s\S]*)$/.exec(Buffer.from(basic, 'base64').toString()) ?? [];
    return { username: username ?? '', password: password ?? '' };
  }
  const header = (name: string) => headers[name]?.toString();
  return {
    username: header('x-clickhouse-user') ?? url.get('user') ?? 'default',
    password: header('x-clickhouse-key') ?? url.get('password') ?? '',
  };
}

/** Throws ClickHouse's error 516 unless these are the credentials expected. */
export function requireCredentials(given: Credentials, expected: Credentials): void {
  // Digests have one length, so comparing them takes one time whatever was given.
  const digest = ({ username, password }: Credentials) =>
    createHash('sha256').update(`${username.length}:${username}${password}`).digest();
  if (!timingSafeEqual(digest(given), digest(expected))) {
    throw ClickHouseException.of(
      'AUTHENTICATION_FAILED',
      `${given.username}: Authentication failed: password is incorrect, or there is no user with such name.`
    );
  }
}
