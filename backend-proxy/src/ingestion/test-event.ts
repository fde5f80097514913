import { NO_DEVICE } from './device';
import type { IncomingEvent } from './incoming-event';
import { NO_URL } from './page-url';

/** An event for tests: a page view of nobody, changed as told. */
export function testEvent(changes: Partial<IncomingEvent>): IncomingEvent {
  return {
    workspace: 'w',
    site: 'docs.example',
    time: Date.parse('2026-11-23T10:00:00.000Z'),
    event_id: '',
    name: 'pageview',
    visitor_id: '',
    visitor_daily: false,
    user_id: '',
    ...NO_URL,
    referrer: '',
    source: 'Direct',
    country: '',
    region: '',
    city: '',
    ...NO_DEVICE,
    props: {},
    traits: {},
    value: null,
    currency: '',
    interactive: true,
    ...changes,
  };
}
