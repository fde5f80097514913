/**
 * Change against the previous period in percent, rounded half away from zero, from unrounded values:
 * 0 to 0 is 0, 0 to n is +100, n to 0 is -100; null where either is not known.
 */
export function changePercent(current: number | null, previous: number | null): number | null {
  if (current === null || previous === null) {
    return null;
  }
  if (previous === 0) {
    return current === 0 ? 0 : 100 * Math.sign(current);
  }
  // Multiplied first: a half of whole numbers is then exact, and rounds as one.
  const percent = (100 * (current - previous)) / Math.abs(previous);
  return Math.sign(percent) * Math.round(Math.abs(percent));
}
