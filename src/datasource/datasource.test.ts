import { lastValueFrom, of } from 'rxjs';
import { CoreApp, dateTime, type DataQueryRequest, type DataSourceInstanceSettings } from '@grafana/data';
import { setBackendSrv, setTemplateSrv, type BackendSrv, type TemplateSrv } from '@grafana/runtime';
import { FawkesDatasource } from './datasource';
import { loadSentences } from './editor/displayText';
import type { FawkesOptions, FawkesQuery } from './types';

const fetch = jest.fn();
const values: Record<string, unknown> = { site: ['docs.example', 'app.example'] };

/** As Grafana's: an unknown variable stays as it is. */
const replace: TemplateSrv['replace'] = (text = '', scopedVars = {}, format) =>
  text.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => {
    const value = scopedVars[name]?.value ?? values[name];
    return value === undefined ? whole : typeof format === 'function' ? format(value) : String(value);
  });

setBackendSrv({ fetch } as unknown as BackendSrv);
setTemplateSrv({ replace } as TemplateSrv);

const datasource = new FawkesDatasource({
  uid: 'uid-1',
  type: 'fawkes-analytics-datasource',
  name: 'Fawkes',
  jsonData: {},
} as DataSourceInstanceSettings<FawkesOptions>);

const query = (question: object): FawkesQuery => ({ refId: 'A', v: 1, ...question }) as FawkesQuery;
const trends = query({
  kind: 'trends',
  measures: [{ measure: 'page_views' }],
  site: '${site}',
  interval: '$__interval',
});

/** What goes out to Grafana's server for a panel's request. */
async function sent(request: Partial<DataQueryRequest<FawkesQuery>>) {
  fetch.mockReturnValue(of({ data: { results: {} } }));
  const range = { from: dateTime(0), to: dateTime(1), raw: { from: '', to: '' } };
  await lastValueFrom(datasource.query({ range, scopedVars: {}, ...request } as DataQueryRequest<FawkesQuery>));
  return fetch.mock.calls.at(-1)[0].data.queries;
}

/** Where Grafana's page holds the user's preferences. */
const bootData = window as { grafanaBootData?: unknown };

describe('the query that a panel sends', () => {
  afterEach(() => {
    delete bootData.grafanaBootData;
  });

  it('has the dashboard’s time zone and the variables’ values', async () => {
    const scopedVars = { __interval: { text: '1h', value: '1h' } };
    const [question] = await sent({ targets: [trends], timezone: 'Europe/Berlin', scopedVars });
    expect(question).toMatchObject({
      refId: 'A',
      v: 1,
      kind: 'trends',
      site: ['docs.example', 'app.example'],
      interval: '1h',
      timezone: 'Europe/Berlin',
      weekStart: 'monday',
    });
  });

  it.each([
    ['utc', 'UTC'],
    ['browser', 'UTC'],
    ['', 'UTC'],
    ['Mars/Olympus', 'UTC'],
    ['America/New_York', 'America/New_York'],
  ])('says the time zone %p as the proxy takes it', async (timezone, expected) => {
    const [question] = await sent({ targets: [trends], timezone });
    expect(question.timezone).toBe(expected);
  });

  it.each([
    ['sunday', 'sunday'],
    ['saturday', 'saturday'],
    ['', 'monday'],
    ['browser', 'monday'],
  ])('begins the week as Grafana is configured: %p', async (weekStart, expected) => {
    bootData.grafanaBootData = { user: { weekStart } };
    const [question] = await sent({ targets: [trends] });
    expect(question.weekStart).toBe(expected);
  });

  it('is the default one where nobody has written any', async () => {
    const blank = { refId: 'A', instant: true } as unknown as FawkesQuery;
    expect(await sent({ targets: [blank], timezone: 'utc' })).toEqual([
      expect.objectContaining({ refId: 'A', ...datasource.getDefaultQuery(), timezone: 'UTC' }),
    ]);
    expect(datasource.filterQuery(blank)).toBe(true);
    expect(datasource.applyTemplateVariables(blank, {})).toMatchObject(datasource.getDefaultQuery());
  });

  it('replaces the calendar that a query was saved with', async () => {
    const [question] = await sent({ targets: [query({ ...trends, timezone: 'Asia/Tokyo' })], timezone: 'utc' });
    expect(question.timezone).toBe('UTC');
  });
});

describe('ad hoc filters', () => {
  const team = { key: 'props.team', operator: '=', value: 'red' };
  const foreign = { key: 'instance', operator: '=', value: 'x' };
  const range = { from: dateTime(5), to: dateTime(9), raw: { from: '', to: '' } };
  /** An answer as Grafana's server gives it. */
  const answer = (values: string[]) =>
    of({
      data: {
        results: {
          values: {
            frames: [
              { schema: { refId: 'values', fields: [{ name: 'v', type: 'string' }] }, data: { values: [values] } },
            ],
          },
        },
      },
    });

  it('narrow what a panel asks', async () => {
    const [question] = await sent({ targets: [trends], filters: [team, foreign] });
    expect(question.filter).toEqual({ and: [{ property: 'props.team', op: 'eq', value: 'red' }] });
  });

  it('are said in the panel where they do not fit', async () => {
    fetch.mockReturnValue(answer(['/a']));
    const request = { targets: [{ ...trends, refId: 'values' }], filters: [team, foreign], range, scopedVars: {} };
    const { data } = await lastValueFrom(datasource.query(request as unknown as DataQueryRequest<FawkesQuery>));
    expect(data[0].meta.notices).toEqual([{ severity: 'warning', text: expect.stringContaining('1 ad hoc filter') }]);
  });

  it('offer the values in the time range beside the other filters', async () => {
    fetch.mockReturnValue(answer(['/a', '(none)', '/b']));
    const values = await datasource.getTagValues({ key: 'page.path', filters: [team], timeRange: range });
    expect(values.map(({ text }) => text)).toEqual(['/a', '/b']);
    const { queries, from, to } = fetch.mock.calls.at(-1)[0].data;
    expect([from, to]).toEqual(['5', '9']);
    expect(queries[0]).toMatchObject({
      kind: 'top',
      property: 'page.path',
      filter: { and: [{ property: 'props.team', op: 'eq', value: 'red' }] },
    });
  });

  it('offer the properties that events of the time range have, but no moments', async () => {
    const properties = [
      { property: 'page.path', label: 'Page', events: null },
      { property: 'event.time', label: 'Time', events: null },
      { property: 'props.team', label: 'team', events: 7 },
    ];
    fetch.mockReturnValue(of({ data: { properties, cut: false } }));
    expect(await datasource.getTagKeys({ filters: [], timeRange: range })).toEqual([
      { text: 'Page', value: 'page.path' },
      { text: 'team', value: 'props.team' },
    ]);
    const { url, params } = fetch.mock.calls.at(-1)[0];
    expect(url).toBe('/api/datasources/uid/uid-1/resources/properties');
    expect(params).toEqual({ from: '1970-01-01T00:00:00.005Z', to: '1970-01-01T00:00:00.009Z', site: undefined });
  });

  it('offer no values of what is no property', async () => {
    expect(await datasource.getTagValues({ key: 'instance', filters: [] })).toEqual([]);
  });
});

describe('filterQuery', () => {
  it.each([
    ['a complete query', trends],
    ['an unknown variable', query({ kind: 'funnel', funnel: '${nobody}' })],
    ['nonsense, so that the proxy says what is wrong', query({ kind: 'miracle' })],
    ['a text where a list belongs', query({ kind: 'trends', measures: '$measures' })],
  ])('lets %s run', (_, question) => {
    expect(datasource.filterQuery(question)).toBe(true);
  });

  it.each([
    ['a funnel not chosen yet', query({ kind: 'funnel', funnel: '' })],
    ['no measures', query({ kind: 'trends', measures: [] })],
    ['a step without events', query({ kind: 'funnel', steps: [{ name: 'A', match: {} }] })],
  ])('holds back %s', (_, question) => {
    expect(datasource.filterQuery(question)).toBe(false);
  });
});

it('gives those who take a query elsewhere one without variables', () => {
  const [taken] = datasource.interpolateVariablesInQueries([trends], {
    __interval: { text: '1d', value: '1d' },
    __timezone: { text: '', value: 'Asia/Tokyo' },
  });
  expect(taken).toMatchObject({
    refId: 'A',
    site: ['docs.example', 'app.example'],
    interval: '1d',
    timezone: 'Asia/Tokyo',
  });
});

it('begins with a query that runs, and says it in words once they are there', async () => {
  const begun = query(datasource.getDefaultQuery());
  expect(datasource.filterQuery(begun)).toBe(true);
  expect(JSON.parse(datasource.getQueryDisplayText(begun))).toEqual(datasource.getDefaultQuery());
  await loadSentences();
  expect(datasource.getQueryDisplayText(begun)).toBe('Page views and Unique visitors over time.');
});

it('leaves it to the editor to write an alert rule’s first query', () => {
  expect(datasource.getDefaultQuery(CoreApp.UnifiedAlerting)).toEqual({});
});
