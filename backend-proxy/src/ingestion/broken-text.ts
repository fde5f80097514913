/** Half of a pair that stands for one character: no text has it, but JSON can spell it. */
const HALF_CHARACTER = /\p{Surrogate}/u;

/** The path to the first text that no encoding can carry, such as `props.team`; undefined where all is well. */
export function brokenText(value: unknown, path: readonly string[] = []): string | undefined {
  if (typeof value === 'string') {
    return HALF_CHARACTER.test(value) ? path.join('.') : undefined;
  }
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  for (const [key, part] of Object.entries(value)) {
    const inside = HALF_CHARACTER.test(key) ? path.join('.') : brokenText(part, [...path, key]);
    if (inside !== undefined) {
      return inside;
    }
  }
  return undefined;
}
