import type { Answer, FunnelDefinition, QueryInput } from '@fawkes/contract';
import { describe, expect, it } from 'vitest';
import { frame, numberColumn, textColumn } from '../analytics/frame';
import { funnelFrames } from '../analytics/funnel/frames';
import { Problem } from '../problem';
import { renderPage, type PageName, type Visit } from './index';

const PAGE_NAMES: readonly PageName[] = ['overview', 'usage', 'adoption', 'experiments', 'segments', 'funnels'];

const HOSTILE = `"><script>alert(1)</script><img src=x onerror='alert(1)'>`;
const NOW = Date.UTC(2026, 10, 24, 12);

const FUNNEL: FunnelDefinition = {
  name: HOSTILE,
  description: HOSTILE,
  steps: [{ name: HOSTILE, match: { events: ['x'] } }],
  window: '7d',
};

function answered(frames: Answer['frames'], meta: Partial<Answer['meta']> = {}): Answer {
  return {
    frames,
    meta: {
      workspace: 'demo',
      demo: false,
      range: { from: '2026-11-17T12:00:00.000Z', to: '2026-11-24T12:00:00.000Z' },
      asOf: '2026-11-24T12:00:00.000Z',
      timezone: 'UTC',
      source: { name: 'events', state: 'ok' },
      freshness: '2026-11-24T11:57:00.000Z',
      cut: null,
      notices: [],
      cache: 'miss',
      storeMs: 1,
      ...meta,
    },
  };
}

/** Answers with names from events that want to be markup. */
async function hostileAnswers(query: QueryInput): Promise<Answer> {
  switch (query.kind) {
    case 'trends': {
      const times = [Date.UTC(2026, 10, 23), Date.UTC(2026, 10, 24)];
      const columns = query.measures.map(({ measure }) => numberColumn(measure, [1, 2]));
      const incomplete = ['2026-11-24T00:00:00.000Z'];
      return answered([
        frame('trends', [{ name: 'time', type: 'time', values: times }, ...columns], { interval: '1d', incomplete }),
      ]);
    }
    case 'top':
      return answered([
        frame('top', [
          textColumn(query.property, [HOSTILE]),
          ...query.measures.map(({ measure }) => numberColumn(measure, [5])),
        ]),
      ]);
    case 'adoption':
    case 'segments':
    case 'experiments': {
      const key = { adoption: 'feature', segments: 'segment', experiments: 'experiment' }[query.kind];
      const table = frame(query.kind, [textColumn(key, [HOSTILE]), numberColumn('people', [5])]);
      const line = numberColumn('people', [5], { displayName: HOSTILE });
      const time = { name: 'time', type: 'time' as const, values: [Date.UTC(2026, 10, 24)] };
      return answered([table, frame('over_time', [time, line], { interval: '1d', incomplete: [] })]);
    }
    default:
      return answered(
        funnelFrames(FUNNEL, {
          steps: [{ entered: 9, completed: 4, averageToNext: null, medianToNext: null, p90ToNext: null }],
          averageCompletion: 3,
        })
      );
  }
}

function look(page: PageName, more: Partial<Visit> = {}): Promise<string> {
  return renderPage({
    page,
    choices: { timezone: 'UTC' },
    workspace: 'demo',
    workspaces: ['demo'],
    anonymous: true,
    sites: ['docs.example'],
    funnels: [FUNNEL],
    ask: hostileAnswers,
    now: NOW,
    asOf: NOW,
    proxy: 'http://127.0.0.1:8787',
    grafanaUrl: undefined,
    ...more,
  });
}

const withMeta = (meta: Partial<Answer['meta']>) => async (query: QueryInput) => {
  const answer = await hostileAnswers(query);
  return { ...answer, meta: { ...answer.meta, ...meta } };
};

describe('what events hold', () => {
  it.each(PAGE_NAMES)('stays text on the page %s', async (page) => {
    const markup = await look(page, { choices: { timezone: 'UTC', funnel: page === 'funnels' ? HOSTILE : undefined } });
    expect(markup).not.toMatch(/<script|<img src=x|onerror='/);
    expect(markup).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('stays text in what the answer says of itself', async () => {
    const notice = { severity: 'warning' as const, code: 'x', text: HOSTILE };
    expect(await look('overview', { ask: withMeta({ notices: [notice] }) })).not.toContain('<script');
  });
});

describe('what one must know', () => {
  it('says that demo data are generated, on every page, and only there', async () => {
    for (const page of PAGE_NAMES) {
      expect(await look(page, { ask: withMeta({ demo: true }) })).toContain('<strong>Demo data</strong>');
    }
    expect(await look('overview')).not.toContain('Demo data');
  });

  it('shows each notice once, and a source that is not well', async () => {
    const notice = { severity: 'info' as const, code: 'anonymous_share', text: '40 % are anonymous.' };
    const meta = { notices: [notice], source: { name: 'events', state: 'stale' as const } };
    const markup = await look('overview', { ask: withMeta(meta) });
    expect(markup.split('40 % are anonymous.')).toHaveLength(2);
    expect(markup).toContain('The source events is stale');
  });

  it('shows for when the numbers hold, how new they are, and what was cut', async () => {
    const markup = await look('usage', { ask: withMeta({ cut: { what: 'page.path', shown: 10, total: 1234 } }) });
    expect(markup).toContain('17 Nov 2026, 12:00');
    expect(markup).toContain('3 minutes ago');
    expect(markup).toContain('The largest 10 of 1,234.');
  });

  it('marks the bucket that is not complete', async () => {
    expect(await look('overview')).toMatch(/24 Nov <span class="tag">not complete<\/span>/);
  });

  it('shows what is not known as such, and never as 0', async () => {
    const markup = await look('overview', {
      ask: async (query) =>
        query.kind === 'trends'
          ? answered([
              frame(
                'trends',
                query.measures.map(({ measure }) => numberColumn(measure, [null]))
              ),
            ])
          : hostileAnswers(query),
    });
    expect(markup).toMatch(/Total users<\/h2>\s*<p class="number"><span class="unknown" title="Not known">–/);
  });
});

describe('where something is missing', () => {
  it('teaches how to send a first event, with the addresses of this proxy', async () => {
    const markup = await look('overview', { workspace: 'team', sites: [], ask: withMeta({ freshness: null }) });
    expect(markup).toContain('Send your first event');
    expect(markup).toContain('fawkes-analytics site add docs.example --workspace team');
    expect(markup).toContain('http://127.0.0.1:8787/js/script.js');
    expect(markup).not.toContain('Top pages');
  });

  it('looks again by itself while the demo’s first events come in', async () => {
    const markup = await look('overview', { ask: withMeta({ freshness: null, demo: true }) });
    expect(markup).toContain('The demo is being told');
    expect(markup).toContain('http-equiv="refresh"');
    expect(markup).not.toContain('Send your first event');
  });

  it('sends nobody’s own events into the demo', async () => {
    expect(await look('overview')).toContain('token create --workspace default --role ingest');
  });

  it('says in its place why one question was not answered', async () => {
    const markup = await look('overview', {
      ask: async (query) => {
        if (query.kind === 'top' && query.property === 'page.path') {
          throw new Problem(504, 'timeout', 'The question took too long.');
        }
        return hostileAnswers(query);
      },
    });
    expect(markup).toMatch(
      /Top pages<\/h2>\s*<p class="failed"><strong>Not answered\.<\/strong> The question took too long/
    );
    expect(markup).toContain('Visitors over time');
  });

  it('is a problem as a whole where nothing is answered', async () => {
    const starting = new Problem(503, 'starting', 'The event store is starting.');
    await expect(look('usage', { ask: () => Promise.reject(starting) })).rejects.toBe(starting);
  });

  it('says so where a workspace has no funnels', async () => {
    expect(await look('funnels', { funnels: [] })).toContain('This workspace has no funnels.');
  });

  it('shows a dash for the rate of a step to which nobody came, in the chart and in the table', async () => {
    const times = { averageToNext: null, medianToNext: null, p90ToNext: null };
    const definition = {
      ...FUNNEL,
      steps: ['Open', 'Buy', 'Pay'].map((name) => ({ name, match: { events: [name] } })),
    };
    const steps = [
      { entered: 9, completed: 9, ...times },
      { entered: 9, completed: 0, ...times },
      { entered: 0, completed: 0, ...times },
    ];
    const ask = async () => answered(funnelFrames(definition, { steps, averageCompletion: null }));
    const markup = await look('funnels', { ask, funnels: [definition] });
    const [row] = markup.match(/<th scope="row">3\. Pay<\/th>[^]*?<\/tr>/) ?? [];
    const cells = [...(row ?? '').matchAll(/<td>([^]*?)<\/td>/g)].map(([, cell]) => cell?.replace(/<[^>]*>/g, ''));
    expect(cells.slice(0, 4)).toEqual(['0', '0', '–', '–']);
    const labels = [...markup.matchAll(/<(?:text|tspan)[^>]*>([^<]*)<\//g)].map(([, text]) => text);
    expect(labels).toContain('0.0\u00a0%');
    expect(labels).toContain('–');
  });
});

describe('the way on', () => {
  it('links to the app in Grafana without what stands in its address of a user', async () => {
    const markup = await look('overview', { grafanaUrl: 'https://admin:secret@grafana.example/team' });
    expect(markup).toContain('href="https://grafana.example/team/a/fawkes-analytics-app"');
    expect(markup).not.toContain('secret');
  });

  it('says how to add Grafana where there is none', async () => {
    expect(await look('overview')).toContain('GRAFANA_HOME=/path/to/grafana npm start');
  });

  it('keeps the choices from page to page', async () => {
    const markup = await look('overview', { choices: { timezone: 'UTC', range: '30d', site: 'docs.example' } });
    expect(markup).toContain('href="/usage?timezone=UTC&amp;range=30d&amp;site=docs.example"');
    expect(markup).toContain('<input type="hidden" name="range" value="30d" />');
  });

  it('leaves the period before out where the visitor wants no comparison', async () => {
    const asked: QueryInput[] = [];
    const ask = async (query: QueryInput) => {
      asked.push(query);
      return hostileAnswers(query);
    };
    await look('usage', { ask, choices: { timezone: 'UTC', compare: 'none' } });
    expect(asked.filter((query) => 'compare' in query)).toEqual([]);
    await look('usage', { ask });
    expect(asked.filter((query) => 'compare' in query).length).toBeGreaterThan(5);
  });

  it('asks all questions about the same moment, range and site', async () => {
    const asked: QueryInput[] = [];
    const ask = async (query: QueryInput) => {
      asked.push(query);
      return hostileAnswers(query);
    };
    await look('overview', { ask, choices: { timezone: 'Europe/Berlin', range: '24h', site: 'docs.example' } });
    expect(asked).toHaveLength(5);
    for (const query of asked) {
      expect(query).toMatchObject({
        range: { last: '24h' },
        timezone: 'Europe/Berlin',
        site: 'docs.example',
        asOf: NOW,
      });
    }
  });
});

it('lets others have a turn between two drawings', async () => {
  let taken = 0;
  const timer = setInterval(() => (taken += 1), 0);
  await look('usage');
  clearInterval(timer);
  expect(taken).toBeGreaterThan(3);
});
