import type { Answer, QueryInput } from '@fawkes/contract';
import { expect, test } from './fixtures/test';

interface Results {
  results: Record<string, Answer>;
}

const RANGE = { last: '1h' } as const;

test.use({ workspace: 'tracker' });

test('what a real tracker sends in a real browser is counted within two seconds', async ({
  page,
  fawkes,
  workspace,
  shop,
}) => {
  await page.goto(`${shop.address}/`);
  await page.waitForFunction(() => 'ready' in window);
  await page.getByText('Pricing').click();
  await page.waitForURL('**/pricing');
  await page.waitForFunction(() => 'ready' in window);
  const lastSent = page.waitForResponse(
    (response) => response.url().endsWith('/api/event') && isEvent(response, 'First Template')
  );
  await page.getByText('Sign up').click();
  await page.getByText('First template').click();
  expect((await lastSent).status()).toBe(202);
  const sent = Date.now();

  const queries: QueryInput[] = [
    {
      refId: 'numbers',
      v: 1,
      kind: 'trends',
      range: RANGE,
      site: shop.domain,
      interval: 'range',
      measures: [{ measure: 'page_views' }, { measure: 'unique_visitors' }, { measure: 'sessions' }],
    },
    {
      refId: 'pages',
      v: 1,
      kind: 'top',
      range: RANGE,
      site: shop.domain,
      property: 'page.path',
      measures: [{ measure: 'page_views' }],
    },
    {
      refId: 'plans',
      v: 1,
      kind: 'top',
      range: RANGE,
      site: shop.domain,
      property: 'props.plan',
      measures: [{ measure: 'events' }],
    },
    {
      refId: 'events',
      v: 1,
      kind: 'top',
      range: RANGE,
      site: shop.domain,
      property: 'event.name',
      measures: [{ measure: 'events' }],
      // Sent by the tracker itself when a page is left.
      filter: { property: 'event.name', op: 'neq', value: 'engagement' },
    },
    {
      refId: 'funnel',
      v: 1,
      kind: 'funnel',
      range: RANGE,
      site: shop.domain,
      steps: ['Sign Up', 'First Template'].map((name) => ({ name, match: { events: [name] } })),
      window: '7d',
    },
  ];
  const { results } = await fawkes.call<Results>('POST', '/api/v1/query', { queries }, workspace);
  expect(Date.now() - sent).toBeLessThan(2000);

  // Two page views and two clicks of one person in one visit.
  expect(rows(results['numbers'])).toMatchObject([{ page_views: 2, unique_visitors: 1, sessions: 1 }]);
  expect(rows(results['pages'])).toEqual([
    { 'page.path': '/', page_views: 1 },
    { 'page.path': '/pricing', page_views: 1 },
  ]);
  expect(rows(results['events'])).toEqual([
    { 'event.name': 'pageview', events: 2 },
    { 'event.name': 'First Template', events: 1 },
    { 'event.name': 'Sign Up', events: 1 },
  ]);
  expect(rows(results['plans'])).toContainEqual({ 'props.plan': 'free', events: 1 });
  expect(rows(results['funnel']).map((step) => [step['users_entered'], step['users_completed']])).toEqual([
    [1, 1],
    [1, 1],
  ]);

  const trends = await fawkes.call<{ page_views: number; unique_visitors: number; top_pages: Record<string, number> }>(
    'GET',
    '/api/v1/usage-trends?time_range=1h',
    undefined,
    workspace
  );
  expect(trends).toMatchObject({ page_views: 2, unique_visitors: 1, top_pages: { '/': 1, '/pricing': 1 } });
});

function isEvent(response: { request(): { postData(): string | null } }, name: string): boolean {
  return response.request().postData()?.includes(name) ?? false;
}

/** The first frame's rows as objects. */
function rows(answer: Answer | undefined): Array<Record<string, unknown>> {
  const { schema, data } = answer!.frames[0]!;
  return (data.values[0] ?? []).map((_, row) =>
    Object.fromEntries(schema.fields.map((field, i) => [field.name, data.values[i]?.[row]]))
  );
}
