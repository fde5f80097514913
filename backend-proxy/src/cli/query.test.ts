import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProxy, type Ended, type ProxyProcess } from '../../test/proxy-process';
import { readCondition } from './question/conditions';
import { readQuestion } from './question/question';

let directory: string;
let proxy: ProxyProcess;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'fawkes-query-'));
  proxy = await startProxy(join(directory, 'data'));
  await proxy.ready();
  await proxy.ask('/api/v1/sites', { body: { domain: 'docs.example' } });
  const events = ['/a', '/a', '/b'].map((url, n) => ({
    ...{ name: 'pageview', site: 'docs.example', url, user_id: `user-${n}`, timestamp: '2026-03-02T10:00:00Z' },
  }));
  await proxy.ask('/api/v1/events', { body: { events } });
});
afterAll(async () => {
  await proxy.end();
  rmSync(directory, { recursive: true });
});

const MARCH = ['--range', '2026-03-01..2026-03-08'];
const PAGES = ['top', '--by', 'page.path', '-m', 'page_views', 'unique_visitors', ...MARCH];

describe('query', () => {
  it('prints a table, and beside it what one must know', async () => {
    expect(await proxy.run('query', ...PAGES)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^PAGE +PAGE VIEWS +UNIQUE VISITORS *\n\/a +2 +2\n\/b +1 +1\n$/),
      stderr: expect.stringMatching(/^2026-03-01T00:00:00\.000Z to 2026-03-08T00:00:00\.000Z, as of /),
    });
  });

  it('prints CSV and JSON', async () => {
    const csv = await proxy.run('query', ...PAGES, '--as', 'csv');
    expect(csv.stdout).toBe('page.path,page_views,unique_visitors\r\n/a,2,2\r\n/b,1,1\r\n');
    const { stdout } = await proxy.run('query', ...PAGES, '--as', 'json', '--where', 'page.path=/b');
    expect(JSON.parse(stdout).tables.top).toEqual([{ 'page.path': '/b', page_views: 1, unique_visitors: 1 }]);
  });

  it('takes a query as JSON, from a file', async () => {
    const file = join(directory, 'query.json');
    const query = { v: 1, kind: 'trends', interval: '1d', measures: [{ measure: 'page_views' }] };
    writeFileSync(file, JSON.stringify(query));
    const { stdout } = await proxy.run('query', file, '--range', '2026-03-02..2026-03-04', '--as', 'ndjson');
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    ).toEqual([
      { time: '2026-03-02T00:00:00.000Z', page_views: 3 },
      { time: '2026-03-03T00:00:00.000Z', page_views: 0 },
    ]);
  });

  it('asks in the workspace that is named', async () => {
    await proxy.run('workspace', 'create', 'empty');
    const { stdout } = await proxy.run('query', ...PAGES, '--workspace', 'empty', '--as', 'csv');
    expect(stdout).toBe('page.path,page_views,unique_visitors\r\n');
  });
});

it('says how many people an experiment takes', async () => {
  const asked = ['sample-size', '--rate', '0.2', '--effect', '0.1', '--method', 'fixed', '--per-day', '1000'];
  expect(await proxy.run(...asked)).toMatchObject({
    code: 0,
    // As in http/routes/sample-size.test.ts.
    stdout: expect.stringMatching(/^PEOPLE IN EACH .*\n6939 +13878 +10 % +80 % +13\.9 +fixed\n$/),
  });
  expect(JSON.parse((await proxy.run(...asked, '--json')).stdout)).toMatchObject({ plannedSample: 13_878 });
  expect(await proxy.run('sample-size', '--effect', '0.1')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('rate'),
  });
});

describe('export', () => {
  it('writes a file, whose name says the format', async () => {
    const out = join(directory, 'events.xlsx');
    expect(await proxy.run('export', 'events', ...MARCH, '--out', out)).toMatchObject({ code: 0, stdout: '' });
    const { sheets } = await readXlsx(readFileSync(out));
    expect(sheets[1]!.rows.slice(1).map((row) => row[4])).toEqual(expect.arrayContaining(['/a', '/a', '/b']));
  });

  it('writes to standard output, and one table of several', async () => {
    const { stdout } = await proxy.run(
      'export',
      'funnel',
      '--funnel',
      'onboarding',
      ...MARCH,
      '-f',
      'csv',
      '--table',
      'steps'
    );
    expect(stdout.split('\r\n')[0]).toMatch(/step_name/);
  });
});

describe('what cannot be asked is said in one line', () => {
  const code2 = (message: RegExp): Partial<Ended> => ({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(message) as unknown as string,
  });
  it.each([
    [['query', 'guess'], /^guess is neither a kind of question \(trends, .*\n$/],
    [['query', 'trends', '-m', 'luck'], /^The query is not valid.* \(measures\.0\.measure: .*\n$/],
    [['query', 'funnel', '--funnel', 'guess'], /^.*guess.*onboarding.*\n$/],
    [['query', 'trends', '-m', 'page_views', '--range', 'week'], /range\.last/],
    [['query', 'top', '-m', 'page_views', '--by', 'page.path', '--where', '=x'], /^--where =x: .*\n$/],
    [['query', 'top', '--as', 'xml'], /Allowed choices are table, csv, json, ndjson/],
    [['query', '{"v":'], /expected one query as JSON/],
    [['export', 'events', '--out', 'events.doc'], /csv, json, ndjson, xlsx, parquet/],
    [['export', 'events', '-f', 'csv', '--table', 'x'], /events/],
  ])('%j', async (args, message) => {
    expect(await proxy.run(...args)).toMatchObject(code2(message));
  });

  it('and leaves no file behind', async () => {
    const out = join(directory, 'none', 'x.csv');
    expect(await proxy.run('export', 'events', '--out', out)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/cannot be written/),
    });
    await proxy.run('export', 'trends', '-m', 'luck', '--out', join(directory, 'bad.csv'));
    expect(readdirSync(directory).filter((name) => name.startsWith('bad') && !name.endsWith('.partial'))).toEqual([]);
  });
});

describe('the short form', () => {
  it.each([
    ['page.path=/a=b', { property: 'page.path', op: 'eq', value: '/a=b' }],
    ['props.plan!=free', { property: 'props.plan', op: 'neq', value: 'free' }],
    ['page.path~^/docs', { property: 'page.path', op: 'regex', value: '^/docs' }],
    ['event.value>=10', { property: 'event.value', op: 'gte', value: 10 }],
    ['event.value<-1.5', { property: 'event.value', op: 'lt', value: -1.5 }],
    ['props.plan', { property: 'props.plan', op: 'set' }],
    ['props.plan=', { property: 'props.plan', op: 'eq', value: '' }],
  ])('reads the condition %s', (text, expected) => {
    expect(readCondition(text)).toEqual(expected);
  });

  it('says what the fields of the query are', async () => {
    const options = {
      measure: ['sessions'],
      by: 'session.source',
      compare: true,
      limit: '5',
      set: ['counting=session', 'steps=[1]'],
    };
    expect(await readQuestion('trends', options)).toEqual({
      ...{
        v: 1,
        kind: 'trends',
        range: { last: '7d' },
        measures: [{ measure: 'sessions' }],
        compare: 'previous',
        limit: 5,
      },
      ...{ breakdown: { property: 'session.source' }, counting: 'session', steps: [1] },
    });
  });

  it('stands over what the JSON has', async () => {
    const json = JSON.stringify({ v: 1, kind: 'top', property: 'site', range: { last: '1d' } });
    expect(await readQuestion(json, { by: 'page.path' })).toEqual({
      v: 1,
      kind: 'top',
      property: 'page.path',
      range: { last: '1d' },
    });
  });
});
