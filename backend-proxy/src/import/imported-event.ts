import type { ImportColumn } from '@fawkes/contract';
import type { IncomingEvent } from '../ingestion/incoming-event';
import { isInteractive } from '../ingestion/interactive';
import { timeOf } from '../ingestion/parse-events';
import { readReferrer } from '../ingestion/referrer';
import { Problem } from '../problem';
import type { Column } from './columns';
import { bagReader, cellsOf, type Row } from './row-cells';
import { pageReader } from './row-page';

/** What is the same for all rows of an import. */
export interface ImportedInto {
  workspace: string;
  site: string;
  /** SHA-256 of the file. */
  hash: string;
  /** Milliseconds since 1970. */
  now: number;
}

const HASH_LETTERS = 32;

/** What the ids of a file's events begin with. A row's number follows, so that the same row of the same file has its id for good. */
export function idPrefixOf(hash: string): string {
  return `${hash.slice(0, HASH_LETTERS)}:`;
}

/** Columns that an event keeps as they are. */
const AS_THEY_ARE = [
  'user_id',
  'country',
  'region',
  'city',
  'browser',
  'browser_version',
  'os',
  'os_version',
  'device',
] as const satisfies ImportColumn[];

/** Makes events of rows whose columns are known. */
export function eventMaker(
  columns: readonly Column[],
  into: ImportedInto
): (number: number, row: Row) => IncomingEvent {
  const cells = cellsOf(columns);
  const own = AS_THEY_ARE.flatMap((column) => (cells.has(column) ? [[column, cells.text(column)] as const] : []));
  const event = cells.text('event');
  const timestamp = cells.value('timestamp');
  const visitor = cells.text('anonymous_id');
  const pageOf = pageReader(columns, into.site);
  const referrerOf = cells.text('referrer');
  const props = bagReader(columns, 'props');
  const traits = bagReader(columns, 'traits');
  const value = cells.value('value');
  const currency = cells.text('currency');
  const interactive = cells.value('interactive');
  const prefix = idPrefixOf(into.hash);

  return (number, row) => {
    const page = pageOf(row);
    const { referrer, source } = readReferrer(referrerOf(row), [into.site, page.host]);
    const name = needed(event(row), 'event');
    const made: IncomingEvent = {
      workspace: into.workspace,
      site: into.site,
      time: timeOf(needed(timestamp(row) as number | string | undefined, 'timestamp'), into.now),
      event_id: prefix + number,
      name,
      visitor_id: visitor(row),
      visitor_daily: false,
      user_id: '',
      host: page.host,
      path: page.path,
      referrer,
      source: page.utm_source || source || 'Direct',
      utm_source: page.utm_source,
      utm_medium: page.utm_medium,
      utm_campaign: page.utm_campaign,
      utm_content: page.utm_content,
      utm_term: page.utm_term,
      country: '',
      region: '',
      city: '',
      browser: '',
      browser_version: '',
      os: '',
      os_version: '',
      device: '',
      props: props(row),
      traits: traits(row),
      value: (value(row) as number | undefined) ?? null,
      currency: currency(row).toUpperCase(),
      interactive: isInteractive(name, interactive(row) as boolean | undefined),
    };
    for (const [column, text] of own) {
      made[column] = text(row);
    }
    return made;
  };
}

function needed<Value extends string | number>(value: Value | undefined, column: ImportColumn): Value {
  if (value === undefined || value === '') {
    throw new Problem(422, 'invalid_event', `${column}: must not be empty`);
  }
  return value;
}
