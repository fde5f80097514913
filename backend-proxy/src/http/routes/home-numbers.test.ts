import type { Answer, FrameValue, QueryResponse } from '@fawkes/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load, type TestEvent } from '../../../test/events';
import { ADMIN, NOW, testApp, type TestApp } from '../test-app';

const HOSTILE_PATH = '/<script>alert(1)</script>';
const ASKED = { v: 1, range: { last: '7d' }, timezone: 'Europe/Berlin', asOf: NOW } as const;
const MEASURES = [
  'total_users',
  'unique_visitors',
  'active_users',
  'page_views',
  'sessions',
  'bounce_rate',
  'session_duration',
];

let store: TestStore;
let test: TestApp;
beforeAll(async () => {
  store = await startTestStore();
  await load(store.store, events());
  test = await testApp({
    config: { anonymousRead: 'default', corsAllowedOrigins: [], trustedProxies: [] },
    store: store.store,
  });
  await test.catalog.sites.add('default', 'docs.example');
});
afterAll(async () => {
  await test.close();
  await store.stop();
});

/** Two weeks of some people's days, each a little different, some of whom get through the funnel `deployment`. */
function events(): TestEvent[] {
  const all: TestEvent[] = [];
  for (let day = 0; day < 14; day++) {
    for (let person = 0; person <= 3 + (day % 5); person++) {
      const time = NOW - day * 86_400_000 - person * 600_000;
      const common = { workspace: 'default', user_id: `u${person}`, received: NOW - 120_000 };
      const source = person % 2 ? 'Google' : '"><img src=x onerror=alert(1)>';
      all.push({ ...common, time, path: person % 3 ? '/docs' : HOSTILE_PATH, source });
      if (person > 1) {
        all.push({ ...common, time: time + 95_000, path: '/deployments/new', source });
        all.push({ ...common, time: time + 125_000, name: 'Start Deployment', source });
      }
      if (person > 2) {
        all.push({ ...common, time: time + 185_000, name: 'Configure Settings', source });
      }
    }
  }
  return all.filter((event) => Number(event.time) < NOW);
}

/** The answers of the API's own door to questions written as anybody would. */
async function asked(queries: Array<Record<string, unknown>>): Promise<Answer[]> {
  const payload = { queries: queries.map((query, i) => ({ ...ASKED, ...query, refId: String(i) })) };
  const response = await test.inject({ method: 'POST', url: '/api/v1/query', token: ADMIN, payload });
  return Object.values(response.json<QueryResponse>().results) as Answer[];
}

const pages = new Map<string, Promise<string>>();

/** A page, drawn once for all tests. */
function page(path: string): Promise<string> {
  const drawn = pages.get(path) ?? draw(path);
  pages.set(path, drawn);
  return drawn;
}

async function draw(path: string): Promise<string> {
  const { statusCode, body } = await test.inject({ url: `${path}?timezone=Europe/Berlin` });
  expect(statusCode).toBe(200);
  return body;
}

/** The numbers that a piece of a page shows, as the answer gave them; null for what is not known. */
function numbersIn(markup: string): Array<number | null> {
  const shown = markup.matchAll(/<data value="([^"]*)">|<span class="unknown"/g);
  return [...shown].map(([, value]) => (value === undefined ? null : Number(value)));
}

/** The rows of a table by its caption: the name of each and its numbers. */
function rowsOf(markup: string, caption: string): Row[] {
  const tables = markup.split('<table').map((part) => part.split('</table>', 1)[0] as string);
  const table = tables.find((one) => /<caption[^>]*>\s*([^<]*?)\s*<\/caption>/.exec(one)?.[1] === caption) ?? '';
  const rows = table.split(/<tr[ >]/).slice(2);
  return rows.map((row) => ({
    name: /title="([^"]*)"/.exec(row)?.[1] ?? /<th scope="row">\s*([^<]*?)\s*</.exec(row)?.[1] ?? '',
    numbers: numbersIn(row),
  }));
}

interface Row {
  name: string;
  numbers: Array<number | null>;
}

/** The values of a field, the present ones or those of the period before. */
function values(answered: Answer, name: string, previous = false): FrameValue[] {
  for (const { schema, data } of answered.frames) {
    const at = schema.fields.findIndex((f) => f.name === name && (f.labels?.['period'] === 'previous') === previous);
    if (at >= 0) {
      return data.values[at] ?? [];
    }
  }
  return [];
}

const escaped = (text: FrameValue) =>
  String(text).replace(
    /[&<>"']/g,
    (c) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' }[c] ?? ''};`
  );

describe('the page shows the numbers of POST /api/v1/query', () => {
  it('in its headlines', async () => {
    const measures = MEASURES.map((measure) => ({ measure }));
    const [totals] = await asked([{ kind: 'trends', interval: 'range', measures, compare: 'previous' }]);
    const cards = (await page('/')).split('<li class="headline">').slice(1);
    expect(cards).toHaveLength(MEASURES.length);
    MEASURES.forEach((measure, i) => {
      const [value, change, before] = numbersIn(cards[i]?.split('</li>')[0] ?? '');
      expect([value, change, before], measure).toEqual([
        values(totals!, measure)[0],
        values(totals!, `${measure}_change`)[0],
        values(totals!, measure, true)[0],
      ]);
    });
    expect(values(totals!, 'page_views')[0]).toBeGreaterThan(20);
  });

  it('over time', async () => {
    const measures = [{ measure: 'page_views' }, { measure: 'unique_visitors' }];
    const [trend] = await asked([{ kind: 'trends', measures, compare: 'previous' }]);
    const rows = rowsOf(await page('/usage'), 'Page views and visitors');
    const [views, before, visitors] = [0, 1, 2].map((column) => rows.map(({ numbers }) => numbers[column]).reverse());
    expect(views).toEqual(values(trend!, 'page_views'));
    expect(before).toEqual(values(trend!, 'page_views', true));
    expect(visitors).toEqual(values(trend!, 'unique_visitors'));
    expect(rows[0]?.name).toBe('24 Nov');
  });

  it.each([
    ['/', 'Top pages', 'page.path', ['page_views', 'unique_visitors']],
    ['/', 'Where visits come from', 'session.source', ['sessions']],
    ['/usage', 'Sources', 'session.source', ['sessions', 'unique_visitors']],
    ['/usage', 'Events', 'event.name', ['events', 'unique_visitors']],
    ['/usage', 'Entry pages', 'session.entry_page', ['sessions']],
    ['/usage', 'Exit pages', 'session.exit_page', ['sessions']],
    ['/usage', 'Browsers', 'device.browser', ['unique_visitors']],
    ['/usage', 'Devices', 'device.type', ['unique_visitors']],
  ])('on %s in the table %s', async (path, caption, property, names) => {
    const measures = names.map((measure) => ({ measure }));
    const [top] = await asked([{ kind: 'top', property, measures, compare: 'previous' }]);
    const rows = rowsOf(await page(path), caption);
    expect(rows.map(({ name }) => name)).toEqual(values(top!, property).map(escaped));
    names.forEach((name, column) => expect(rows.map(({ numbers }) => numbers[column])).toEqual(values(top!, name)));
    expect(rows.map(({ numbers }) => numbers.at(-1))).toEqual(values(top!, `${names[0]}_change`));
  });

  it('of funnels', async () => {
    const names = ['deployment', 'onboarding', 'service_creation'];
    const funnels = await asked(names.map((funnel) => ({ kind: 'funnel', funnel })));
    const glance = rowsOf(await page('/'), 'Funnels at a glance');
    expect(glance.map(({ name }) => name)).toEqual(names);
    expect(glance.map(({ numbers }) => numbers[2])).toEqual(
      funnels.map((f) => values(f, 'overall_conversion_rate')[0])
    );

    const markup = await page('/funnels');
    const steps = rowsOf(markup, 'Step by step');
    const shown = ['users_entered', 'users_completed', 'completion_rate', 'drop_off_rate', 'avg_time_to_next_step'];
    shown.forEach((name, column) =>
      expect(
        steps.map(({ numbers }) => numbers[column]),
        name
      ).toEqual(values(funnels[0]!, name))
    );
    expect(values(funnels[0]!, 'users_completed')[1]).toBeGreaterThan(0);
    expect(markup).toContain(`Most people are lost at “${String(values(funnels[0]!, 'bottleneck')[0])}”.`);
  });
});

it('shows what events hold as text', async () => {
  const markup = (await page('/')) + (await page('/usage'));
  expect(markup).not.toMatch(/<script|<img src=x/);
  expect(markup).toContain(escaped(HOSTILE_PATH));
});

it('says how new the numbers are', async () => expect(await page('/')).toContain('2 minutes ago'));
