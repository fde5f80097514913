import { describe, expect, it } from 'vitest';
import recorded from './fixtures/plausible-events.json' with { type: 'json' };
import { NO_PLACE } from './geography';
import { parsePlausible, PlausibleMemory, type PlausibleContext } from './parse-plausible';

const NOW = Date.parse('2026-11-23T10:00:00.000Z');
const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.6778.85 Safari/537.36';

function context(changes: Partial<PlausibleContext> = {}): PlausibleContext {
  const sites: Record<string, string> = { 'backstage.fawkes.idp': 'default', 'docs.example': 'docs' };
  return {
    ip: '203.0.113.9',
    userAgent: CHROME,
    place: NO_PLACE,
    now: NOW,
    salts: { current: Buffer.from('today') },
    memory: new PlausibleMemory(),
    siteOf: async (domain) => {
      const workspace = sites[domain];
      return workspace === undefined ? undefined : { domain, workspace, doubled: 'drop' };
    },
    ...changes,
  };
}

async function one(body: unknown, changes?: Partial<PlausibleContext>) {
  const { events } = await parsePlausible(body, context(changes));
  expect(events).toHaveLength(1);
  return events[0]!;
}

const view = { name: 'pageview', url: 'https://docs.example/a', domain: 'docs.example' };

describe("the platform's tracker", () => {
  it.each(recorded.events)('$what', async ({ events_api_body: long, script_body: short }) => {
    const fromApi = await one(long);
    expect(await one(JSON.stringify(short))).toEqual(fromApi);
    expect(fromApi).toMatchObject({
      workspace: 'default',
      site: 'backstage.fawkes.idp',
      time: NOW,
      name: long.name,
      host: 'backstage.fawkes.idp',
      path: new URL(long.url).pathname,
      referrer: '',
      source: 'Direct',
      visitor_daily: true,
      user_id: '',
      interactive: true,
      props: Object.fromEntries(Object.entries(long.props).map(([key, value]) => [key, String(value)])),
    });
    expect(fromApi.value).toBe('value' in long.props ? 3 : null);
  });
});

describe("Plausible's own script", () => {
  it('sends pings, which are not interactive', async () => {
    const ping = { n: 'engagement', sd: 40, d: 'docs.example', u: 'https://docs.example/a', p: {}, e: 3200, v: 36 };
    expect(await one(JSON.stringify(ping))).toMatchObject({ name: 'engagement', interactive: false });
  });

  it('sends money as numbers, or as text from a form, or as an empty object', async () => {
    expect(await one({ ...view, name: 'Buy', revenue: { amount: 12.5, currency: 'EUR' } })).toMatchObject({
      value: 12.5,
      currency: 'EUR',
    });
    expect(await one({ ...view, name: 'Buy', $: { amount: '9.99', currency: 'usd' } })).toMatchObject({
      value: 9.99,
      currency: 'USD',
    });
    expect(await one({ ...view, name: 'Buy', $: {} })).toMatchObject({ value: null, currency: '' });
  });

  it('says which custom events are not interactive, and that the fragment is a route', async () => {
    expect(await one({ ...view, name: 'Scrolled', i: false })).toMatchObject({ interactive: false });
    expect(await one({ ...view, i: false })).toMatchObject({ interactive: true });
    expect(await one({ ...view, url: 'https://docs.example/app?x=1#/users', h: 1 })).toMatchObject({
      path: '/app#/users',
    });
  });

  it('sends props as JSON text from old versions', async () => {
    expect((await one({ ...view, m: '{"team":"x","beta":true}' })).props).toEqual({ team: 'x', beta: 'true' });
  });
});

describe('sites', () => {
  it('takes a list, and says which are unknown', async () => {
    const { events, leftOut } = await parsePlausible(
      { ...view, domain: 'docs.example, nobody.example,backstage.fawkes.idp' },
      context()
    );
    expect(events.map(({ site, workspace }) => [site, workspace])).toEqual([
      ['docs.example', 'docs'],
      ['backstage.fawkes.idp', 'default'],
    ]);
    expect(leftOut).toEqual([{ why: 'unknown', domain: 'nobody.example' }]);
    expect(events[0]!.visitor_id).not.toBe(events[1]!.visitor_id);
  });

  it('finds a site by the host of the page, with www or without', async () => {
    expect(await one({ name: 'pageview', url: 'https://WWW.docs.example/' })).toMatchObject({ site: 'docs.example' });
  });
});

describe('people', () => {
  it('are told apart by address and browser, and neither is kept', async () => {
    const event = await one(view);
    expect(event.visitor_id).toMatch(/^[0-9a-f]{32}$/);
    expect(await one(view)).toEqual(event);
    expect((await one(view, { ip: '203.0.113.10' })).visitor_id).not.toBe(event.visitor_id);
    expect((await one(view, { userAgent: 'curl/8' })).visitor_id).not.toBe(event.visitor_id);
    expect(JSON.stringify(event)).not.toContain('203.0.113.9');
    expect(JSON.stringify(event)).not.toContain('Mozilla');
  });

  it('have a browser, a system and a device', async () => {
    expect(await one(view)).toMatchObject({
      browser: 'Chrome',
      browser_version: '131.0',
      os: 'Linux',
      device: 'Desktop',
    });
    expect(await one(view, { userAgent: '' })).toMatchObject({ browser: '', os: '', device: '' });
  });
});

describe('doubled page views', () => {
  it('are left out and counted: the same visitor and URL within a second', async () => {
    const shared = context();
    const at = (ms: number, body: object = view) => parsePlausible(body, { ...shared, now: NOW + ms });
    expect((await at(0)).leftOut).toEqual([]);
    expect(await at(1000)).toEqual({ events: [], leftOut: [{ why: 'doubled', workspace: 'docs' }] });
    expect((await at(1000, { ...view, url: 'https://docs.example/b' })).leftOut).toEqual([]);
    expect((await at(1001)).events).toHaveLength(1);
    expect((await at(1100, { ...view, name: 'Click' })).leftOut).toEqual([]);
    expect((await at(1100, { ...view, name: 'Click' })).leftOut).toEqual([]);
  });
});

describe('bad input', () => {
  it.each([
    ['no JSON', '{"n":', 'no valid JSON'],
    ['no object', '[]', 'JSON object'],
    ['no name', { url: 'https://docs.example/', domain: 'docs.example' }, 'name'],
    ['no url', { name: 'pageview', domain: 'docs.example' }, 'url: is required'],
    ['no url that can be read', { ...view, url: 'not a url' }, 'url'],
    ['nowhere to count', { name: 'pageview', url: 'about' }, 'domain'],
    ['a nested property', { ...view, props: { team: { name: 'x' } } }, 'props.team'],
    ['NUL bytes', { ...view, props: { team: 'a\u0000b' } }, 'props.team: must not hold NUL'],
    ['half a character', { ...view, props: { team: '\ud800' } }, 'props.team'],
    ['a value of 1 MB', { ...view, props: { team: 'x'.repeat(1_000_000) } }, 'props.team'],
    ['money in no number', { ...view, revenue: { amount: 'much' } }, 'revenue.amount'],
  ])('%s is refused, saying where', async (_, body, where) => {
    const refused = parsePlausible(body, context());
    await expect(refused).rejects.toMatchObject({ status: 400, detail: expect.stringContaining(where) });
  });
});
