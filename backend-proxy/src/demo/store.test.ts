import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, columns } from '../../test/ask';
import { startTestStore, type TestStore } from '../../test/engine';
import { DEFAULT_FEATURES, DEFAULT_FUNNELS } from '../catalog/defaults';
import { rewritePersons } from '../identity/rewrite';
import { createIngestion, parseEvents } from '../ingestion';
import { startDemo } from './index';
import { streamOf } from './stream';
import { funnel, type Segment, segments, tell } from './test-rates';
import { foundWorld } from './world';

const NOW = Date.parse('2026-11-24T10:00:00Z');
const DAY = 86_400_000;
const log = pino({ level: 'silent' });

let engine: TestStore;
beforeAll(async () => (engine = await startTestStore()), 60_000);
afterAll(() => engine.stop());

it('gives the same funnels and segments through ingestion and answer() as counted by hand', async () => {
  const ingestion = createIngestion({ store: engine.store, log });
  const context = { workspace: 'demo', workspaceOf: async () => 'demo', now: NOW };
  let accepted = 0;
  const demo = startDemo({
    async send(events) {
      const parsed = await parseEvents({ events }, context);
      expect(parsed.rejected).toEqual([]);
      accepted += (await ingestion.accept(parsed.events)).accepted;
    },
    newest: async () => undefined,
    now: () => NOW,
    log,
  });
  await demo.ready;
  await demo.stop();
  await ingestion.close();

  const events = [...streamOf(foundWorld(NOW)).between(Date.parse('2026-08-25T22:00:00Z') - 1, NOW)].flat();
  expect(accepted).toBe(events.length);
  const told = tell(events, NOW);
  const range = { from: new Date(NOW - 30 * DAY).toISOString(), to: new Date(NOW).toISOString() };
  for (const definition of DEFAULT_FUNNELS) {
    const answered = await ask(
      engine.store,
      { v: 1, kind: 'funnel', range, funnel: definition.name },
      { workspace: 'demo', funnels: [...DEFAULT_FUNNELS] }
    );
    const [entered, ...completed] = funnel(told, definition);
    expect(columns(answered)).toMatchObject({ users_completed: completed });
    expect(columns(answered, 1)).toMatchObject({ total_users: [entered] });
  }

  await rewritePersons(engine.store, 'demo');
  const asked = { v: 1, kind: 'segments', range } as const;
  const answered = columns(await ask(engine.store, asked, { workspace: 'demo', features: [...DEFAULT_FEATURES] }));
  const counted = segments(told);
  const targets: Record<string, number> = {
    'At Risk': 7.3,
    'New Users': 17.7,
    'Power Users': 22.5,
    'Regular Users': 52.5,
  };
  expect(answered['segment']).toEqual(Object.keys(targets));
  for (const [i, name] of Object.keys(targets).entries()) {
    const share = answered['share']![i] as number;
    expect(share, name).toBeCloseTo(counted[name as Segment], 9);
    expect(Math.abs(share - targets[name]!), name).toBeLessThan(1);
  }
}, 240_000);
