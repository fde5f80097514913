import type { ImportColumn } from '@fawkes/contract';
import type { IncomingEvent } from '../ingestion/incoming-event';
import { isInteractive } from '../ingestion/interactive';
import { NO_URL, readPageUrl } from '../ingestion/page-url';
import { timeOf } from '../ingestion/parse-events';
import { readReferrer } from '../ingestion/referrer';
import { textBag } from '../ingestion/text-bag';
import { Problem } from '../problem';
import type { Column } from './columns';

/** What is the same for all rows of an import. */
export interface ImportedInto {
  workspace: string;
  site: string;
  /** SHA-256 of the file. */
  hash: string;
  /** Milliseconds since 1970. */
  now: number;
}

type Bag = Parameters<typeof textBag>[0];
type Row = readonly unknown[];

const HASH_LETTERS = 32;

/** The id of a row's event: the same for the same row of the same file, for good. */
function eventIdOf(hash: string, row: number): string {
  return `${idPrefixOf(hash)}${row}`;
}

/** What the ids of a file's events begin with. */
export function idPrefixOf(hash: string): string {
  return `${hash.slice(0, HASH_LETTERS)}:`;
}

/** Makes events of rows whose columns are known. One maker serves one request: pages and referrers that come again are read once. */
export function eventMaker(
  columns: readonly Column[],
  into: ImportedInto
): (number: number, row: Row) => IncomingEvent {
  const place = new Map(columns.map(({ name }, i) => [name, i + 1]));
  const properties = placesOf(columns, 'props.');
  const traits = placesOf(columns, 'traits.');
  const pageOf = remembered((text) => readPageUrl(text, into.site));
  const referrerOf = remembered((text, host) => readReferrer(text, [into.site, host]));

  // Of the row at work; a function for each row would cost more than the row.
  let row: Row = [];
  const at = (column: ImportColumn) => row[place.get(column) ?? -1] ?? undefined;
  const text = (column: ImportColumn) => (at(column) as string | undefined) ?? '';

  return (number, next) => {
    row = next;
    const page = readPage(text('url'), text('host'), text('path'));
    const { referrer, source } = referrerOf(text('referrer'), page.host);
    const name = needed(text('event'), 'event');
    const utm_source = text('utm_source') || page.utm_source;
    return {
      workspace: into.workspace,
      site: into.site,
      time: timeOf(needed(at('timestamp') as number | string | undefined, 'timestamp'), into.now),
      event_id: eventIdOf(into.hash, number),
      name,
      visitor_id: text('anonymous_id'),
      visitor_daily: false,
      user_id: text('user_id'),
      host: page.host,
      path: page.path,
      referrer,
      source: utm_source || source || 'Direct',
      utm_source,
      utm_medium: text('utm_medium') || page.utm_medium,
      utm_campaign: text('utm_campaign') || page.utm_campaign,
      utm_content: text('utm_content') || page.utm_content,
      utm_term: text('utm_term') || page.utm_term,
      country: text('country'),
      region: text('region'),
      city: text('city'),
      browser: text('browser'),
      browser_version: text('browser_version'),
      os: text('os'),
      os_version: text('os_version'),
      device: text('device'),
      props: bagOf(row, properties, at('props') as Bag),
      traits: bagOf(row, traits, at('traits') as Bag),
      value: (at('value') as number | undefined) ?? null,
      currency: text('currency').toUpperCase(),
      interactive: isInteractive(name, at('interactive') as boolean | undefined),
    };
  };

  function readPage(url: string, host: string, path: string) {
    if (url === '' && path === '') {
      return { ...NO_URL, host };
    }
    const page = pageOf(url || `https://${host || into.site}${path.startsWith('/') ? '' : '/'}${path}`, '');
    if (!page) {
      throw new Problem(422, 'invalid_event', 'url: must be an absolute URL, or a path that starts with /');
    }
    return page;
  }
}

type Places = ReadonlyArray<readonly [key: string, place: number]>;

function placesOf(columns: readonly Column[], prefix: string): Places {
  return columns.flatMap(({ name }, i) =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), i + 1] as const] : []
  );
}

function bagOf(row: Row, places: Places, many: Bag): Record<string, string> {
  const bag = textBag(many);
  for (const [key, place] of places) {
    const value = row[place];
    if (value !== '' && value !== null && value !== undefined) {
      bag[key] = String(value);
    }
  }
  return bag;
}

function needed<Value extends string | number>(value: Value | undefined, column: ImportColumn): Value {
  if (value === undefined || value === '') {
    throw new Problem(422, 'invalid_event', `${column}: must not be empty`);
  }
  return value;
}

const MOST_REMEMBERED = 5000;

/** A function of two texts that keeps its last results: reading an address takes longer than finding it again. */
function remembered<Result>(read: (text: string, host: string) => Result): (text: string, host: string) => Result {
  const known = new Map<string, Result>();
  return (text, host) => {
    const key = `${host} ${text}`;
    const found = known.get(key);
    if (found !== undefined) {
      return found;
    }
    const result = read(text, host);
    if (known.size < MOST_REMEMBERED) {
      known.set(key, result);
    }
    return result;
  };
}
