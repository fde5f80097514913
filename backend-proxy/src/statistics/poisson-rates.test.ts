import fc from 'fast-check';
import { expect, test } from 'vitest';
import { poissonRates } from './poisson-rates';

/** From statsmodels' test_poisson_2indep with method="score"; the third has the cases and person-years of Gu et al. */
test.each([
  [[120, 1], [80, 1], 2.82842712474619, 0.004677734981047266],
  [[10, 2], [10, 1], -1.5811388300841895, 0.11384629800665805],
  [[60, 51_477.5], [30, 54_308.7], 3.4174018390002145, 0.0006322188820470972],
  [[7, 3], [2, 4], 2.116950987028628, 0.03426400773486914],
] as const)('%j against %j', ([x, t], [y, s], z, p) => {
  const test = poissonRates({ count: x, exposure: t }, { count: y, exposure: s });
  expect(test.z).toBeCloseTo(z, 10);
  expect(test.p / p).toBeCloseTo(1, 9);
});

test('where nothing happened, or no time passed, nothing can be told apart', () => {
  expect(poissonRates({ count: 0, exposure: 5 }, { count: 0, exposure: 5 })).toEqual({ z: 0, p: 1 });
  expect(poissonRates({ count: 3, exposure: 0 }, { count: 2, exposure: 5 })).toEqual({ z: 0, p: 1 });
});

test('turns its sign with its sides, and does not depend on the unit of time', () => {
  const rate = fc.record({ count: fc.integer({ min: 0, max: 10_000 }), exposure: fc.integer({ min: 1, max: 1000 }) });
  fc.assert(
    fc.property(rate, rate, (a, b) => {
      const forth = poissonRates(a, b);
      const back = poissonRates(b, a);
      expect(forth.z).toBeCloseTo(-back.z, 9);
      expect(forth.p).toBeCloseTo(back.p, 9);
      const inSeconds = poissonRates({ ...a, exposure: a.exposure * 60 }, { ...b, exposure: b.exposure * 60 });
      expect(inSeconds.z).toBeCloseTo(forth.z, 9);
      expect(forth.p >= 0 && forth.p <= 1).toBe(true);
    }),
    { seed: 1 }
  );
});
