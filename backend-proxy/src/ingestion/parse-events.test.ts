import { describe, expect, it } from 'vitest';
import { parseEvents } from './parse-events';

const NOW = Date.parse('2026-11-23T10:00:00.000Z');
const DAY = 86_400_000;

function parse(...events: unknown[]) {
  const owners: Record<string, string> = { 'docs.example': 'mine', 'secret.example': 'theirs' };
  const workspaceOf = (site: string) => Promise.resolve(owners[site]);
  return parseEvents({ events }, { workspace: 'mine', now: NOW, workspaceOf });
}

async function one(event: object) {
  const { events, rejected } = await parse({ name: 'pageview', site: 'docs.example', ...event });
  expect(rejected).toEqual([]);
  return events[0]!;
}

describe('a good event', () => {
  it('needs a name and a site only', async () => {
    expect(await one({})).toMatchObject({
      workspace: 'mine',
      site: 'docs.example',
      name: 'pageview',
      time: NOW,
      event_id: '',
      visitor_id: '',
      user_id: '',
      path: '',
      source: 'Direct',
      value: null,
      interactive: true,
    });
  });

  it('keeps all that it may carry', async () => {
    const event = await one({
      id: 'e1',
      site: 'Docs.Example',
      timestamp: '2026-11-23T10:00:00.123+01:00',
      user_id: 'u1',
      anonymous_id: 'a1',
      url: 'https://docs.example:8443/caf%C3%A9/a%2Fb?q=1&utm_source=News&utm_medium=mail&utm_campaign=c&utm_content=d&utm_term=e#top',
      referrer: 'https://www.google.de/search?q=secret',
      props: { team: 'x', count: 3, beta: false, none: null, empty: '' },
      traits: { plan: 'free' },
      value: 1.5,
    });
    expect(event).toMatchObject({
      event_id: 'e1',
      site: 'docs.example',
      time: Date.parse('2026-11-23T09:00:00.123Z'),
      user_id: 'u1',
      visitor_id: 'a1',
      visitor_daily: false,
      host: 'docs.example',
      path: '/café/a%2Fb',
      utm_source: 'News',
      utm_medium: 'mail',
      utm_campaign: 'c',
      utm_content: 'd',
      utm_term: 'e',
      source: 'News',
      referrer: 'https://www.google.de/search',
      traits: { plan: 'free' },
      value: 1.5,
    });
    expect(event.props).toEqual({ team: 'x', count: '3', beta: 'false' });
  });

  it('has the browser, system and device of the person whose User-Agent it carries', async () => {
    const user_agent =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
    expect(await one({ user_agent })).toMatchObject({ browser: 'Safari', os: 'iOS', device: 'Mobile' });
    expect(await one({ user_agent: null })).toMatchObject({ browser: '', os: '', device: '' });
  });

  it('takes milliseconds, old times, and up to 7 days ahead', async () => {
    expect((await one({ timestamp: 1_700_000_000_123 })).time).toBe(1_700_000_000_123);
    expect((await one({ timestamp: NOW + 7 * DAY })).time).toBe(NOW + 7 * DAY);
  });

  it.each([
    ['identify', true, false],
    ['engagement', undefined, false],
    ['pageview', false, true],
    ['Deploy', undefined, true],
    ['Deploy', false, false],
  ])('%s sent with interactive %s: %s', async (name, interactive, expected) => {
    expect((await one({ name, interactive })).interactive).toBe(expected);
  });

  it.each([
    ['https://www.google.co.uk/', 'Google'],
    ['https://lm.facebook.com/l.php', 'Facebook'],
    ['android-app://com.google.android.gm', 'Gmail'],
    ['https://www.blog.example/post', 'blog.example'],
    ['news.ycombinator.com', 'Hacker News'],
    ['https://notgoogle.evil.example/', 'notgoogle.evil.example'],
    ['https://www.docs.example/other', 'Direct'],
    ['::', 'Direct'],
    [null, 'Direct'],
  ])('that came from %s has the source %s', async (referrer, source) => {
    expect((await one({ url: '/a', referrer })).source).toBe(source);
  });
});

describe('a bad event', () => {
  it.each([
    ['no object', 5, 'invalid_event', ''],
    ['an empty name', { name: '', site: 'docs.example' }, 'invalid_event', 'name: must not be empty'],
    ['a name of a wrong type', { name: 5, site: 'docs.example' }, 'invalid_event', 'name'],
    ['an unknown field', { name: 'a', site: 'docs.example', prop: 1 }, 'invalid_event', 'prop'],
    ['an unknown site', { name: 'a', site: 'other.example' }, 'unknown_site', 'site: other.example'],
    ["another's site", { name: 'a', site: 'secret.example' }, 'unknown_site', 'no site of this workspace'],
    [
      'no format',
      { name: 'a', site: 'docs.example', timestamp: 'yesterday' },
      'invalid_event',
      'timestamp: Invalid ISO',
    ],
    [
      'no such day',
      { name: 'a', site: 'docs.example', timestamp: '2026-02-30T00:00:00Z' },
      'invalid_event',
      'timestamp',
    ],
    ['8 days ahead', { name: 'a', site: 'docs.example', timestamp: NOW + 8 * DAY }, 'timestamp_in_future', '7 days'],
    ['seconds', { name: 'a', site: 'docs.example', timestamp: 1_700_000_000 }, 'timestamp_too_early', 'not seconds'],
    ['a nested property', { name: 'a', site: 'docs.example', props: { a: [1] } }, 'invalid_event', 'props.a'],
    [
      'NUL bytes',
      { name: 'a', site: 'docs.example', props: { a: '\u0000' } },
      'invalid_event',
      'props.a: must not hold',
    ],
    ['1 MB', { name: 'a', site: 'docs.example', props: { a: 'x'.repeat(1e6) } }, 'invalid_event', 'props.a'],
    [
      'half a character',
      { name: 'a', site: 'docs.example', user_id: '\udc00x' },
      'invalid_event',
      'user_id: holds half',
    ],
    ['a url of no kind', { name: 'a', site: 'docs.example', url: 'x y' }, 'invalid_event', 'url: must be'],
  ])('%s is rejected by itself', async (_, bad, code, where) => {
    const good = { name: 'a', site: 'docs.example' };
    const { events, rejected } = await parse(good, bad, good);
    expect(events).toHaveLength(2);
    expect(rejected).toEqual([{ index: 1, code, message: expect.stringContaining(where) }]);
  });
});

describe('a broken envelope', () => {
  const context = { workspace: 'mine', now: NOW, workspaceOf: () => Promise.resolve('mine') };

  it.each([[undefined], ['text'], [[]], [{}], [{ events: {} }], [{ events: [] }], [{ events: [{}], more: 1 }]])(
    '%j is a 400',
    async (body) => {
      await expect(parseEvents(body, context)).rejects.toMatchObject({ status: 400, code: 'invalid_body' });
    }
  );

  it('with more than 10,000 events is a 413', async () => {
    const body = { events: Array.from({ length: 10_001 }, () => ({})) };
    await expect(parseEvents(body, context)).rejects.toMatchObject({ status: 413, code: 'too_many_events' });
  });
});
