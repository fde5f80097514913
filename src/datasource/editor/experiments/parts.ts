/** Without the members that hold nothing; undefined where all of them do. */
export function omitUnset<Part extends object>(part: Part): Part | undefined {
  const set = Object.entries(part).filter(([, value]) => value !== undefined);
  return set.length > 0 ? (Object.fromEntries(set) as Part) : undefined;
}
