/**
 * What is left of the people of an arm when each has k numbers: how many they are, each number's sum, and the sum of each product
 * of two (symmetric, k x k; on the diagonal the sums of squares). It can be summed up over any parts of the people.
 */
export interface Moments {
  n: number;
  sums: readonly number[];
  products: ReadonlyArray<readonly number[]>;
}

/** By what the sum of squared deviations is divided: n - 1 as a sample's, n for what is 0 or 1. */
export type Divisor = 'sample' | 'population';

/** The people of both as one sample. */
export function pool(a: Moments, b: Moments): Moments {
  return {
    n: a.n + b.n,
    sums: a.sums.map((sum, i) => sum + b.sums[i]!),
    products: a.products.map((row, i) => row.map((product, j) => product + b.products[i]![j]!)),
  };
}

/**
 * Covariance of two weighted sums of a person's numbers, and a variance where both are one. What is no more than the rounding of
 * the sums is 0, so that equal values have no variance; so is what cannot be told, of one person or of sums that are not finite.
 */
export function covariance(
  { n, sums, products }: Moments,
  left: readonly number[],
  right: readonly number[],
  divisor: Divisor
): number {
  let deviations = 0;
  let size = 0;
  left.forEach((l, i) =>
    right.forEach((r, j) => {
      if (l !== 0 && r !== 0) {
        const [product, expected] = [products[i]![j]!, sums[i]! * (sums[j]! / n)];
        deviations += l * r * (product - expected);
        size += Math.abs(l * r) * (Math.abs(product) + Math.abs(expected));
      }
    })
  );
  const by = divisor === 'sample' ? n - 1 : n;
  const told = by > 0 && Number.isFinite(size) && Math.abs(deviations) > size * (n + 8) * Number.EPSILON;
  return told ? deviations / by : 0;
}
