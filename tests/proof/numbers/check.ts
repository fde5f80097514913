import { type FunnelCase, FUNNELS, type TopCase, TOPS, type TrendCase, TRENDS } from './cases';
import type { Reference } from './duckdb';
import { funnelDifferences } from './check-funnel';
import { topDifferences } from './check-top';
import { trendDifferences } from './check-trends';
import type { Ask, Numbers } from './question';

export interface Checked {
  name: string;
  /** How many numbers were compared. */
  numbers: number;
  /** What the product says otherwise, in words. */
  differences: string[];
}

type Check = (reference: Reference, ask: Ask) => Promise<Checked>;

/** Every case, by its name. */
export const CHECKS = new Map<string, Check>([
  ...TRENDS.map(
    (c: TrendCase) =>
      [`trends: ${c.name}`, check(`trends: ${c.name}`, (r, ask) => trendDifferences(c, r, ask))] as const
  ),
  ...TOPS.map(
    (c: TopCase) => [`top: ${c.name}`, check(`top: ${c.name}`, (r, ask) => topDifferences(c, r, ask))] as const
  ),
  ...FUNNELS.map(
    (c: FunnelCase) =>
      [`funnel: ${c.name}`, check(`funnel: ${c.name}`, (r, ask) => funnelDifferences(c, r, ask))] as const
  ),
]);

function check(
  name: string,
  both: (reference: Reference, ask: Ask) => Promise<[product: Numbers, expected: Numbers]>
): Check {
  return async (reference, ask) => {
    const [product, expected] = await both(reference, ask);
    const differences = [...new Set([...product.keys(), ...expected.keys()])].flatMap((key) => {
      const [said, right] = [product.get(key), expected.get(key)];
      return same(said, right) ? [] : [`${key}: ${said} instead of ${right}`];
    });
    return { name, numbers: expected.size, differences };
  };
}

/** Counts to the digit; of what is divided, as many digits as the order of adding up leaves. */
function same(a: number | null | undefined, b: number | null | undefined): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') {
    return a === b;
  }
  return (
    a === b ||
    (!(Number.isInteger(a) && Number.isInteger(b)) && Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)))
  );
}
