// What the result of an experiment costs beside the bare engine: 20 metrics of 50,000 people in four variants, asked through
// answer() with nothing kept, against one statement written by hand that gives the same means.
// `npx tsx benchmarks/experiments.ts [--events 10000000] [--rounds 5]`; both take turns in one run. The question is asked over all
// days, over 30 of them and over one; besides the means it has tests, health and the course of the experiment.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ExperimentMetric, Matcher } from '@fawkes/contract';
import { startEngine } from '../backend-proxy/src/embedded-clickhouse/index';
import { createLogger } from '../backend-proxy/src/logging';
import { openStore } from '../backend-proxy/src/store/open-store';
import { bind, sql } from '../backend-proxy/src/store/sql';
import { ask, columns } from '../backend-proxy/test/ask';
import { MANY_EVENTS, storeManyEvents } from '../backend-proxy/test/many-events';
import { bareClient } from '../backend-proxy/test/reference';

const { values: flags } = parseArgs({
  options: { events: { type: 'string', default: '10000000' }, rounds: { type: 'string', default: '5' } },
});
const MOST_TIMES = 3;
const PEOPLE = 50_000;
const DAY_MS = 86_400_000;
const VARIANTS = ['b', 'c', 'control', 'd'];
const RANGES = { 'all 90 days': [0, 90], '30 days': [30, 60], '1 day': [49, 50] } as const;

const EVENTS = ['pageview', 'Signup', 'Deploy Started', 'Deploy Finished', 'Search', 'Click'];
const did = (match: Matcher, type: ExperimentMetric['type']): ExperimentMetric => ({
  ...{ name: `${type} of ${[match.events, match.paths].flat().join('')}`, match, type, wanted: 'increase' },
});
const METRICS = [
  ...EVENTS.flatMap((event) => [did({ events: [event] }, 'proportion'), did({ events: [event] }, 'count')]),
  did({ events: ['Click'] }, 'sum'),
  ...[1, 2, 3, 4, 5, 6, 7].map((page) => did({ paths: [`/page/${page}`] }, 'proportion')),
];
const [PRIMARY, ...OTHERS] = METRICS as [ExperimentMetric, ...ExperimentMetric[]];
const DESIGN = {
  primary: PRIMARY,
  secondary: OTHERS.slice(0, 12),
  guardrails: OTHERS.slice(12).map((metric) => ({ ...metric, margin: 0.02 })),
};

/** The same means by hand; conditions are of this file alone. */
const NUMBERS = METRICS.map(({ match: { events, paths }, type }) => {
  const which = events ? `name = '${events[0]}'` : `name = 'pageview' AND path = '${paths![0]}'`;
  return (
    { proportion: `toFloat64(countIf(${which}) > 0)`, sum: `ifNull(sumIf(value, ${which}), 0)` }[type as 'sum'] ??
    `toFloat64(countIf(${which}))`
  );
});
const BARE = `
  WITH shown AS (
    SELECT person, min((time, props['variant'])).2 AS variant, min(time) AS exposed FROM events
    WHERE workspace = 'w' AND props['experiment'] = 'checkout' AND props['variant'] != '' AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')}
    GROUP BY person
  )
  SELECT variant, people, arrayMap(sum -> sum / people, sums) AS means FROM (
    SELECT variant, sumForEach(numbers) AS sums FROM (
      SELECT any(shown.variant) AS variant, [${NUMBERS.join(', ')}] AS numbers
      FROM events INNER JOIN shown ON events.person = shown.person
      WHERE workspace = 'w' AND time >= shown.exposed AND time < {to:DateTime64(3, 'UTC')} GROUP BY events.person
    ) GROUP BY variant
  ) AS did INNER JOIN (SELECT variant, count() AS people FROM shown GROUP BY variant) AS came ON did.variant = came.variant
  ORDER BY variant`;

const directory = await mkdtemp(join(tmpdir(), 'fawkes-experiments-'));
const engine = await startEngine({ directory, log: createLogger('warn'), port: 0 });
const store = await openStore(engine.connection);
const bare = bareClient(engine.connection);
try {
  await store.migrate();
  await storeManyEvents(store, 'w', Number(flags.events), { people: 90_000 });
  await storeExposures();
  console.log(
    `${flags.events} events, ${METRICS.length} metrics: fastest of ${flags.rounds} in ms\n     bare    ours  ratio`
  );
  const met: boolean[] = [];
  for (const [title, [first, last]] of Object.entries(RANGES)) {
    const [b, ours] = await takeTurns(MANY_EVENTS.from + first * DAY_MS, MANY_EVENTS.from + last * DAY_MS);
    met.push(ours <= MOST_TIMES * b);
    const figures = `${b.toFixed(0).padStart(9)}${ours.toFixed(0).padStart(8)}${(ours / b).toFixed(2).padStart(7)}`;
    console.log(`${figures}  ${met.at(-1) ? 'met   ' : 'MISSED'}  ${title}`);
  }
  process.exitCode = met.every(Boolean) ? 0 : 1;
} finally {
  await bare.close();
  await store.close();
  await engine.stop();
  await rm(directory, { recursive: true });
}

/** Everyone is shown one of four variants at some moment of 20 days. */
async function storeExposures(): Promise<void> {
  await store.command(sql`
    INSERT INTO events (workspace, site, time, received, name, user_id, host, path, source, props, interactive)
    SELECT 'w', 'docs.example',
      fromUnixTimestamp64Milli(toInt64(${bind('Int64', MANY_EVENTS.from + 30 * DAY_MS)} + cityHash64(number, 'shown') % (20 * 86400000)), 'UTC'),
      now64(3), 'Exposure', concat('user-', toString(number)), 'docs.example', '/', 'Direct',
      map('experiment', 'checkout', 'variant', ${bind('Array(String)', VARIANTS)}[1 + number % 4]), false
    FROM numbers(${bind('UInt64', PEOPLE)})`);
}

/** The fewest milliseconds of the statement and of the question, whose means must be the same. */
async function takeTurns(from: number, to: number): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  const at = (ms: number) => new Date(ms).toISOString().replace('T', ' ').replace('Z', '');
  const range = { from, to };
  for (let round = -1; round < Number(flags.rounds); round++) {
    const start = performance.now();
    const result = await bare.query({
      query: BARE,
      format: 'JSONEachRow',
      query_params: { from: at(from), to: at(to) },
    });
    const expected = await result.json<{ variant: string; people: string; means: number[] }>();
    const middle = performance.now();
    const answered = await ask(
      store,
      { v: 1, kind: 'experiment', experiment: 'checkout', range, design: DESIGN },
      { workspace: 'w' }
    );
    const end = performance.now();
    const place = answered.frames.findIndex(({ schema }) => schema.name === 'results');
    compare(expected, columns(answered, place));
    if (round >= 0) {
      times[0].push(middle - start);
      times[1].push(end - middle);
    }
  }
  return [Math.min(...times[0]), Math.min(...times[1])];
}

/** @throws where a mean or a number of people is otherwise than the statement says */
function compare(
  expected: Array<{ variant: string; people: string; means: number[] }>,
  found: Record<string, unknown[]>
): void {
  found['variant']!.forEach((variant, row) => {
    const { people, means } = expected.find((each) => each.variant === variant)!;
    const metric = METRICS.findIndex(({ name }) => name === found['metric']![row]);
    const mean = means[metric]! * (METRICS[metric]!.type === 'proportion' ? 100 : 1);
    const off = Math.abs(mean - Number(found['value']![row])) > 1e-9 * Math.max(1, Math.abs(mean));
    if (off || Number(people) !== found['people']![row]) {
      throw new Error(
        `${METRICS[metric]!.name} of ${String(variant)}: ${String(found['value']![row])}, by hand ${mean}`
      );
    }
  });
}
