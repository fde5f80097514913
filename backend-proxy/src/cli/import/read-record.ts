import { KNOWN_EVENTS, NOTHING } from './known-columns';
import type { Plan } from './plan';
import type { TimeFormat } from './time-format';

/** A record as it is sent: its values in the order of `columns`, or why it is not. */
export type ReadRecord = { values: unknown[] } | { reason: string };

export interface RecordReader {
  /** The import's columns. */
  columns: string[];
  read(fields: readonly string[]): ReadRecord;
}

export interface ReaderOptions {
  /** Fields in a record. */
  width: number;
  time: TimeFormat;
  /** Milliseconds since 1970 of what a clock of the file's zone shows. */
  toUtc(local: number): number;
}

class Unreadable extends Error {}

type Read = (text: string) => unknown;

/** Reads records as the plan says. */
export function recordReader({ mapped }: Plan, options: ReaderOptions): RecordReader {
  const cells = mapped.map(({ target, heading, index }) => ({ index, heading, read: readerOf(target, options) }));
  const viewsOnly = !mapped.some(({ target }) => target === 'event');
  const columns = mapped.map(({ target }) => target);
  return {
    columns: viewsOnly ? ['event', ...columns] : columns,
    read(fields) {
      if (fields.length !== options.width) {
        return { reason: `${fields.length} fields, where the headings are ${options.width}` };
      }
      const values: unknown[] = viewsOnly ? ['pageview'] : [];
      for (const { index, heading, read } of cells) {
        const text = fields[index]!;
        if (text.includes('\uFFFD')) {
          return { reason: `${heading}: holds bytes that are no text in this encoding` };
        }
        try {
          values.push(text === '' ? null : read(text));
        } catch (error) {
          if (!(error instanceof Unreadable)) {
            throw error;
          }
          return { reason: `${heading}: ${error.message}` };
        }
      }
      return { values };
    },
  };
}

function readerOf(target: string, { time, toUtc }: ReaderOptions): Read {
  switch (target) {
    case 'event':
      return (text) => (Object.hasOwn(KNOWN_EVENTS, text) ? KNOWN_EVENTS[text] : text);
    case 'timestamp':
      return (text) => {
        const found = time.read(text.trim());
        if (!found) {
          throw new Unreadable(`${shown(text)} is no time as the others are (${time.title})`);
        }
        return found.local ? toUtc(found.ms) : found.ms;
      };
    case 'value':
      return readNumber;
    case 'interactive':
      return readBoolean;
    case 'props':
    case 'traits':
      return readBag;
    case 'device':
      return (text) => DEVICES[text.toLowerCase()] ?? text;
    default:
      return /^(props|traits)\./.test(target) ? (text) => text : (text) => (NOTHING.has(text) ? null : text);
  }
}

const DEVICES: Record<string, string> = {
  desktop: 'Desktop',
  laptop: 'Desktop',
  mobile: 'Mobile',
  tablet: 'Tablet',
  tv: 'TV',
  'smart tv': 'TV',
  smarttv: 'TV',
  bot: 'Bot',
};

function readNumber(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === '' || NOTHING.has(trimmed)) {
    return null;
  }
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i.test(trimmed) || !Number.isFinite(Number(trimmed))) {
    throw new Unreadable(`${shown(text)} is no number`);
  }
  return Number(trimmed);
}

function readBoolean(text: string): boolean {
  const lower = text.trim().toLowerCase();
  if (!['true', 't', 'yes', '1', 'false', 'f', 'no', '0'].includes(lower)) {
    throw new Unreadable(`${shown(text)} is neither true nor false`);
  }
  return ['true', 't', 'yes', '1'].includes(lower);
}

/** Properties as JSON; what is nested stays JSON. */
function readBag(text: string): Record<string, unknown> {
  let bag: unknown;
  try {
    bag = JSON.parse(text);
  } catch {
    throw new Unreadable(`${shown(text)} is no JSON`);
  }
  if (typeof bag !== 'object' || bag === null || Array.isArray(bag)) {
    throw new Unreadable(`${shown(text)} is no JSON object`);
  }
  return Object.fromEntries(
    Object.entries(bag).map(([key, value]) => [
      key,
      typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
    ])
  );
}

const LONGEST_SHOWN = 60;

function shown(text: string): string {
  return JSON.stringify(text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
}
