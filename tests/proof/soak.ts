// The long proofs: `npm run soak`, or `npm run soak -- kills engine disk numbers` for some of them.
import { parseArgs } from 'node:util';
import { fillTheDisk } from './disk/disk';
import { callAllAtOnce, growthPercent } from './engine/engine';
import { killAgainAndAgain } from './kills/kills';
import { checkAll, openBothSides } from './numbers/numbers';
import { randomFrom } from './random';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '100' },
    clients: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '600' },
    connections: { type: 'string', default: '8' },
    megabytes: { type: 'string', default: '300' },
    rows: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});

/** Each prints its figures and gives what is wrong; undefined where this machine lacks what it takes. */
const PARTS: Record<string, () => Promise<string[] | undefined>> = { kills, engine, disk, numbers };

/** More growth than this between the middle and the end of the engine's soak is no flat memory. */
const MOST_GROWTH_PERCENT = 5;

const random = randomFrom(Number(flags.seed));
const say = (line: string) => console.log(`  ${line}`);
const unknown = positionals.find((name) => !(name in PARTS));
if (unknown !== undefined) {
  console.error(`There is no ${unknown}; there are ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}
console.log(`seed ${flags.seed}`);
for (const name of positionals.length > 0 ? positionals : Object.keys(PARTS)) {
  console.log(`── ${name}`);
  const wrong = await PARTS[name]!();
  wrong?.slice(0, 20).forEach(say);
  console.log(wrong === undefined ? '[skipped]' : wrong.length === 0 ? 'passed' : `FAILED: ${wrong.length} wrong`);
  process.exitCode ||= wrong === undefined || wrong.length === 0 ? 0 : 1;
}

async function kills(): Promise<string[]> {
  const options = { kills: Number(flags.kills), clients: Number(flags.clients), longestPauseMs: 2500 };
  const { killed, ...figures } = await killAgainAndAgain({ ...options, random, say });
  say(`killed ${killed.proxy} times the proxy, ${killed.engine} times its engine, ${killed.both} times both`);
  say(`${figures.acknowledged} events acknowledged to ${options.clients} clients, ${figures.events} stored`);
  return wrongly(storedOnce(figures));
}

async function engine(): Promise<string[]> {
  const options = { connections: Number(flags.connections), durationMs: Number(flags.seconds) * 1000 };
  const figures = await callAllAtOnce({ ...options, random, say });
  const { calls, memory, crashes, wrong } = figures;
  const at = (share: number) => memory[Math.min(memory.length - 1, Math.floor(memory.length * share))];
  const growth = growthPercent(figures);
  say(
    `calls: ${Object.entries(calls)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')}`
  );
  say(
    `memory: ${at(0)} MiB at the start, ${at(0.5)} in the middle, ${at(1)} at the end (${growth.toFixed(1)} % from middle to end)`
  );
  return [...wrong, ...wrongly({ crashes: [crashes, 0], 'memory is flat': [growth <= MOST_GROWTH_PERCENT, true] })];
}

async function disk(): Promise<string[] | undefined> {
  const figures = await fillTheDisk({
    megabytes: Number(flags.megabytes),
    clients: Number(flags.clients),
    fullMs: 20_000,
  });
  if (figures === undefined) {
    say('needs root, to mount a small disk');
    return undefined;
  }
  say(
    `refused with ${figures.refused.status}, Retry-After ${figures.refused.retryAfter}; ${figures.answered} of ${figures.asked} questions answered`
  );
  say(
    `took events again ${figures.recoveredMs} ms after space was freed; ${figures.acknowledged} acknowledged, ${figures.events} stored`
  );
  return wrongly({
    ...storedOnce(figures),
    'status of refused events': [figures.refused.status, 503],
    'has Retry-After': [Number(figures.refused.retryAfter) > 0, true],
    'status of a refused definition': [figures.catalogRefused, 503],
    'questions answered': [figures.answered, figures.asked],
    'the catalog': [figures.catalog, 'ok'],
  });
}

async function numbers(): Promise<string[]> {
  const both = await openBothSides(Number(flags.rows), say);
  const wrong: string[] = [];
  let compared = 0;
  try {
    await checkAll(both, (checked) => {
      compared += checked.numbers;
      wrong.push(...checked.differences.map((difference) => `${checked.name}: ${difference}`));
      say(`${checked.name}: ${checked.numbers} numbers, ${checked.differences.length} differ`);
    });
  } finally {
    await both.close();
  }
  say(`${compared} numbers compared with DuckDB's`);
  return wrong;
}

function storedOnce(figures: {
  acknowledged: number;
  events: number;
  ids: number;
  torn: number;
  unknownIds: number;
  unknownPeople: number;
}) {
  return {
    'events stored': [figures.events, figures.acknowledged],
    'different events': [figures.ids, figures.acknowledged],
    'torn events': [figures.torn, 0],
    'unknown ids': [figures.unknownIds, 0],
    'unknown people': [figures.unknownPeople, 0],
  };
}

/** What is not as it must be, in words. */
function wrongly(pairs: Record<string, unknown[]>): string[] {
  return Object.entries(pairs)
    .filter(([, [is, must]]) => is !== must)
    .map(([what, [is, must]]) => `${what}: ${String(is)} instead of ${String(must)}`);
}
