/** The same items, the one at `index` replaced by others, or by none. */
export const replaced = <T>(items: readonly T[], index: number, ...by: T[]): T[] => [
  ...items.slice(0, index),
  ...by,
  ...items.slice(index + 1),
];

/** The same items, the one at `from` now at `to`. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const others = replaced(items, from);
  return [...others.slice(0, to), ...items.slice(from, from + 1), ...others.slice(to)];
}
