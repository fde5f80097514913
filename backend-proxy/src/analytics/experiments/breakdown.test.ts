import type { ExperimentDesign } from '@fawkes/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestStore, type TestStore } from '../../../test/engine';
import { experimentWorld, rowsOf, sees } from '../../../test/experiment-world';
import { at, day } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

const times = <Each>(count: number, each: (i: number) => Each) => Array.from({ length: count }, (_, i) => each(i));
const buys = { events: ['buy'] };

describe('by the values of a property', () => {
  /** So many people of a variant on a device, of whom the first `converts` buy i mod 3 times more than once. */
  const group = (device: string, variant: string, people: number, converts: number) =>
    times(people, (i) => {
      const user_id = `${device} ${variant} ${i}`;
      const bought = times(i < converts ? 1 + (i % 3) : 0, (n) => at(20 + n, { user_id, device, name: 'buy' }));
      return [{ ...sees(1, user_id, variant), device }, ...bought];
    }).flat();
  const WORLD = [
    ...[...group('phone', 'control', 90, 20), ...group('phone', 'bold', 60, 35)],
    ...[...group('desktop', 'control', 200, 60), ...group('desktop', 'bold', 60, 20)],
    ...group('tablet', 'bold', 5, 1),
  ];

  test.each<[string, ExperimentDesign]>([
    ['a proportion', { primary: { name: 'Bought', match: buys, type: 'proportion', wanted: 'increase' } }],
    ['a count', { primary: { name: 'Purchases', match: buys, type: 'count', wanted: 'increase' } }],
    [
      'a capped count',
      { primary: { name: 'Purchases', match: buys, type: 'count', wanted: 'increase', cap: { value: 2 } } },
    ],
  ])('each is what a filter gives, but p-values are corrected over all of them: %s', async (_, primary) => {
    const { one } = await experimentWorld(engine.store, WORLD);
    const design = { method: 'fixed', ...primary } as const;
    const { frame, meta } = await one(design, { breakdown: { property: 'device.type', limit: 2 } });
    const rows = rowsOf(frame('breakdown'));
    expect(rows.map(({ value_of_property, variant, people }) => [value_of_property, variant, people])).toEqual([
      ['desktop', 'control', 200],
      ['desktop', 'bold', 60],
      ['phone', 'control', 90],
      ['phone', 'bold', 60],
    ]);
    expect(meta.cut).toEqual({ what: 'values', shown: 2, total: 3 });
    for (const [i, value] of (['desktop', 'phone'] as const).entries()) {
      const filtered = await one(design, { filter: { property: 'device.type', op: 'eq', value } });
      const same = ['value', 'value_low', 'value_high', 'effect', 'relative_effect', 'p_value', 'chance_to_win'];
      for (const [j, row] of filtered.rows.entries()) {
        for (const name of same) {
          expect(rows[2 * i + j]![name], name).toEqual(
            row[name] === null ? null : expect.closeTo(row[name] as number, 9)
          );
        }
      }
      expect(rows[2 * i]!['split_p']).toBeCloseTo(filtered.frame('health')['value']![0] as number, 12);
    }
    // Holm's correction of two: the smaller counts twice.
    const [desktop, phone] = [rows[1]!, rows[3]!] as Array<Record<string, number>>;
    expect(phone!['p_value']).toBeLessThan(desktop!['p_value']!);
    expect(phone!['p_corrected']).toBeCloseTo(2 * phone!['p_value']!, 12);
    expect(desktop!['p_corrected']).toBeCloseTo(desktop!['p_value']!, 12);
  });
});

/** Reckoned with SciPy 1.17: ttest_ind of each person's second week less the first, equal_var=False. */
describe('novelty: the first week against the second', () => {
  /** Purchases in the first and in the second week. */
  const person = (user_id: string, variant: string, first: number, second: number) => [
    sees(1, user_id, variant),
    ...times(first, (n) => at(1 + n, { user_id, name: 'buy' })),
    ...times(second, (n) => at(1 + 7 * 24 + n, { user_id, name: 'buy' })),
    at(1 + 14 * 24, { user_id, name: 'buy' }),
  ];
  const WORLD = [
    ...times(9, (i) => person(`c${i}`, 'control', i % 4, (i + 1) % 3)),
    ...times(11, (i) => person(`b${i}`, 'bold', ((i * 3) % 4) + (i % 2), (i * 3 + 1) % 3)),
    // Their two weeks are not over.
    ...times(5, (i) => sees(30, `late ${i}`, 'bold')),
  ].flat();

  test.each<[string, ExperimentDesign['primary'], object]>([
    [
      'a count',
      { name: 'Purchases', match: buys, type: 'count', wanted: 'increase' },
      {
        early_effect: expect.closeTo(2 / 3, 12),
        late_effect: expect.closeTo(0, 12),
        change: expect.closeTo(-2 / 3, 12),
        change_low: expect.closeTo(-2.06236587225746, 9),
        change_high: expect.closeTo(0.7290325389241263, 9),
        p_corrected: expect.closeTo(0.3286073402297438, 12),
        verdict: 'open',
      },
    ],
    [
      'a proportion',
      { name: 'Bought', match: buys, type: 'proportion', wanted: 'increase' },
      {
        early_effect: expect.closeTo(6.060606060606066, 9),
        late_effect: expect.closeTo(100 / 3, 9),
        p_corrected: expect.closeTo(0.33821306577429616, 12),
      },
    ],
  ])('%s', async (_, primary, expected) => {
    const { one } = await experimentWorld(engine.store, WORLD);
    const { frame } = await one(
      { primary },
      { novelty: true, range: { from: day(0), to: new Date(Date.parse(day(15)) + 3_600_000).toISOString() } }
    );
    expect(rowsOf(frame('novelty'))).toEqual([expect.objectContaining({ variant: 'bold', people: 11, ...expected })]);
  });
});
