/**
 * P-values corrected so that of what is found the expected share of false finds stays under the level, in the order in which they
 * came; null stays null and asks nothing. The largest of m is left, the next is multiplied by m / (m - 1), …, never more than the one after.
 * Source: Benjamini, Hochberg, Controlling the false discovery rate, Journal of the Royal Statistical Society B 57 (1995).
 */
export function benjaminiHochberg(values: ReadonlyArray<number | null>): Array<number | null> {
  const ordered = values.flatMap((p, place) => (p === null ? [] : [{ p, place }])).sort((a, b) => b.p - a.p);
  const corrected: Array<number | null> = values.map(() => null);
  let smallest = 1;
  ordered.forEach(({ p, place }, after) => {
    smallest = Math.min(smallest, (p * ordered.length) / (ordered.length - after));
    corrected[place] = smallest;
  });
  return corrected;
}
