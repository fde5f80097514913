/**
 * The smallest number over `low` for which something holds, given that it does not hold at `low`, holds at `high` and does so from
 * some point on; as near to it as a double can be.
 */
export function bisect(low: number, high: number, holds: (x: number) => boolean): number {
  let [under, over] = [low, high];
  for (;;) {
    const middle = under + (over - under) / 2;
    if (middle <= under || middle >= over) {
      return over;
    }
    if (holds(middle)) {
      over = middle;
    } else {
      under = middle;
    }
  }
}
