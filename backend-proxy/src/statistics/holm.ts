/**
 * P-values corrected for asking several questions at once, in the order in which they came; null stays null and asks nothing.
 * The smallest is multiplied by their number m, the next by m - 1, …, never less than the one before and at most 1.
 * Source: Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6 (1979).
 */
export function holm(values: ReadonlyArray<number | null>): Array<number | null> {
  const ordered = values.flatMap((p, place) => (p === null ? [] : [{ p, place }])).sort((a, b) => a.p - b.p);
  const corrected: Array<number | null> = values.map(() => null);
  let largest = 0;
  ordered.forEach(({ p, place }, rank) => {
    largest = Math.min(1, Math.max(largest, p * (ordered.length - rank)));
    corrected[place] = largest;
  });
  return corrected;
}
