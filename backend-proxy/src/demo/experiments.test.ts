import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, columns } from '../../test/ask';
import { startTestStore, type TestStore } from '../../test/engine';
import { load } from '../../test/events';
import { DAY_MS } from './calendar';
import { streamOf } from './stream';
import { foundWorld } from './world';

const NOW = Date.parse('2026-11-24T22:00:00Z');

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
  const events = [...streamOf(foundWorld(NOW)).between(NOW - 90 * DAY_MS, NOW)].flat();
  const ofExperiments = events.filter(({ props }) => props?.['experimentId'] !== undefined);
  await load(
    engine.store,
    ofExperiments.map(({ timestamp, name, user_id, props = {}, interactive = true }) => ({
      ...{ time: timestamp, workspace: 'demo', name, user_id: user_id ?? '', interactive },
      props: props as Record<string, string>,
    }))
  );
});
afterAll(() => engine.stop());

test('one experiment wins, and the other is told to have a broken split', async () => {
  const range = { from: NOW - 90 * DAY_MS, to: NOW };
  const answered = await ask(engine.store, { v: 1, kind: 'experiments', range }, { workspace: 'demo' });
  const { experiment, health, winner, significant, recommendation } = columns(answered);
  const of = (name: string) => {
    const i = experiment!.indexOf(name);
    return [health![i], winner![i], significant![i], recommendation![i]];
  };
  expect(of('template-gallery-1')).toEqual(['ok', 'variant', true, expect.stringMatching(/^Ship "variant"/)]);
  expect(of('search-ranking-1')).toEqual(['failed', null, false, expect.stringContaining('The split is broken')]);
  expect(answered.meta.notices).toMatchObject([{ severity: 'error', code: 'sample_ratio_mismatch' }]);
});
