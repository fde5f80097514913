import type { EventStore } from '../src/store/event-store';
import { bind, sql } from '../src/store/sql';

const DAY_MS = 86_400_000;
/** A visit takes a quarter of it. */
const HOUR_MS = 3_600_000;
const CHUNK = 1_000_000;

/** What `storeManyEvents` stores lies in these days of UTC. */
export const MANY_EVENTS = { from: Date.UTC(2026, 7, 1), days: 90, people: 200_000 };

interface Crowd {
  /** When they begin, in milliseconds since 1970. */
  from?: number;
  people?: number;
}

/**
 * Has the engine make events of its own accord, some millions in a minute: visits of eight events each on three sites and 2,000
 * pages by people of whom a few come daily and most a few times; two thirds of them are known by a user id, and half of these are on
 * a device of theirs. Searches are part of one of three experiments, of which one person in two hundred sees several variants.
 */
export async function storeManyEvents(
  store: EventStore,
  workspace: string,
  count: number,
  { from = MANY_EVENTS.from, people = MANY_EVENTS.people }: Crowd = {}
): Promise<void> {
  const users = bind('UInt64', Math.floor((people * 2) / 3));
  for (let first = 0; first < count; first += CHUNK) {
    await store.command(sql`
      INSERT INTO events (workspace, site, time, received, name, visitor_id, user_id, host, path, source, props, value, interactive)
      SELECT ${bind('String', workspace)} AS workspace,
        ['docs.example', 'app.example', 'blog.example'][1 + cityHash64(visit, 'site') % 3] AS site,
        fromUnixTimestamp64Milli(toInt64(${bind('Int64', from)}
          + cityHash64(visit, 'start') % ${bind('Int64', MANY_EVENTS.days * DAY_MS - HOUR_MS)}
          + (number % 8) * 90000 + cityHash64(number, 'later') % 80000), 'UTC') AS time,
        now64(3) AS received,
        multiIf(draw < 65, 'pageview', draw < 70, 'engagement', draw < 73, 'Signup', draw < 78, 'Deploy Started',
          draw < 82, 'Deploy Finished', draw < 90, 'Search', 'Click') AS name,
        if(who < ${users}, if(who % 2 = 0, concat('device-', toString(who)), ''), concat('visitor-', toString(who))) AS visitor_id,
        if(who < ${users}, concat('user-', toString(who)), '') AS user_id,
        site AS host,
        concat('/page/', toString(intDiv(pow(cityHash64(number, 'page') % 2000, 2), 2000))) AS path,
        ['Direct', 'Direct', 'Google', 'GitHub', 'newsletter', 'Hacker News', 'partner.example'][1 + cityHash64(visit, 'source') % 7] AS source,
        mapUpdate(
          map('plan', ['free', 'free', 'pro', 'team'][1 + who % 4], 'button', toString(draw)),
          if(name = 'Search', map('experiment', concat('ranking-', toString(who % 3)), 'variant', variant), map())) AS props,
        if(name = 'Click', toNullable(toFloat64(draw)), NULL) AS value,
        name != 'engagement' AS interactive
      FROM (
        SELECT number, visit, draw, who, ['control', 'new'][1 + cityHash64(who, if(who % 200 = 0, visit, 0)) % 2] AS variant
        FROM (
          SELECT number, intDiv(number, 8) AS visit, cityHash64(number, 'name') % 100 AS draw,
            toUInt64(${bind('UInt64', people)} * pow(cityHash64(visit, 'who') / pow(2, 64), 2)) AS who
          FROM numbers(${bind('UInt64', first)}, ${bind('UInt64', Math.min(CHUNK, count - first))})
        )
      )`);
  }
}
