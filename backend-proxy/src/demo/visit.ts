import type { EventInput } from '@fawkes/contract';
import type { Random } from './random';
import { PORTAL, type Site } from './sites';

/** What stands in every event of a visit: who it is, and what is known of them. */
export type Signature = Pick<EventInput, 'user_id' | 'anonymous_id' | 'user_agent' | 'props' | 'traits'>;

/** An event of a visit. It has no id yet. */
export type Happening = EventInput & { timestamp: number };

type Details = Pick<EventInput, 'props' | 'value' | 'interactive'>;

/** A person at work for a while: each thing they do takes some time, and leaves an event. */
export class Visit {
  readonly events: Happening[] = [];
  private path = '/';
  private site: Site = PORTAL;

  /** `time` in milliseconds since 1970. */
  constructor(
    private readonly signature: Signature,
    private time: number,
    readonly random: Random
  ) {}

  /** Opens a page; a path may carry a query. */
  view(path: string, site: Site = PORTAL, referrer?: string): this {
    this.path = path;
    this.site = site;
    return this.add({ name: 'pageview', ...(referrer ? { referrer } : {}) });
  }

  /** Does something on the page that is open. */
  act(name: string, { props, ...details }: Details = {}): this {
    return this.add({ name, ...details, props: { ...this.signature.props, ...props } });
  }

  /** Lets time go by before the next event, in seconds. */
  wait(low: number, high: number): this {
    this.time += 1000 * Math.round(this.random.between(low, high));
    return this;
  }

  private add(event: Omit<EventInput, 'site' | 'timestamp' | 'url'>): this {
    const url = `https://${this.site}${this.path}`;
    this.events.push({ site: this.site, timestamp: this.time, url, ...this.signature, ...event });
    return this.wait(5, 75);
  }
}
