import { LINE_COLUMNS, lineEncoder, stampLines } from '../src/store/event-lines';
import type { Block, EventStore } from '../src/store/event-store';
import type { StoredEvent } from '../src/store/stored-event';

export type TestEvent = Partial<Omit<StoredEvent, 'time'>> & { time: string | number };

const EMPTY: Omit<StoredEvent, 'time'> = {
  workspace: 'w',
  site: 'docs.example',
  received: 0,
  event_id: '',
  name: 'pageview',
  visitor_id: '',
  visitor_daily: false,
  user_id: '',
  host: 'docs.example',
  path: '/',
  referrer: '',
  source: 'Direct',
  utm_source: '',
  utm_medium: '',
  utm_campaign: '',
  utm_content: '',
  utm_term: '',
  country: '',
  region: '',
  city: '',
  browser: '',
  browser_version: '',
  os: '',
  os_version: '',
  device: '',
  props: {},
  traits: {},
  value: null,
  currency: '',
  interactive: true,
};

/** A stored event with everything that a test does not care about filled in. Times: ISO 8601 or milliseconds. */
function event(given: TestEvent): StoredEvent {
  const time = typeof given.time === 'number' ? given.time : Date.parse(given.time);
  return { ...EMPTY, received: time, ...given, time };
}

let blocks = 0;

/** Stores events as they are, a block a month. */
export async function load(store: EventStore, given: TestEvent[]): Promise<void> {
  const months = new Map<string, StoredEvent[]>();
  for (const e of given.map(event)) {
    const month = new Date(e.time).toISOString().slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), e]);
  }
  for (const events of months.values()) {
    blocks += 1;
    await store.insert(blockOf(`test-${blocks}`, events));
  }
}

/** Events of one month as a block, received when the first one was. */
export function blockOf(token: string, events: readonly StoredEvent[]): Block {
  const lines = Buffer.from(events.map(lineEncoder(LINE_COLUMNS)).join(''));
  const received = events[0]?.received ?? 0;
  stampLines(lines, received);
  return { token, received, events, lines };
}
