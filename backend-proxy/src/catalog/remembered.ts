/** Answers of the database that every request needs again. */
export interface Remembered<Value> {
  get(key: string): Promise<Value>;
  /** For changes of our own, which must hold at once. */
  forget(): void;
}

/** How late a change that another proxy made to the same catalog is seen. */
const KEEP_MS = 2000;
const MOST = 10_000;

/** Asks the database once in a while for each key; too many keys, as of an attacker who makes them up, push out all. */
export function remembered<Value>(load: (key: string) => Promise<Value>): Remembered<Value> {
  const known = new Map<string, { value: Promise<Value>; until: number }>();
  return {
    get(key) {
      const found = known.get(key);
      if (found && performance.now() < found.until) {
        return found.value;
      }
      if (known.size >= MOST) {
        known.clear();
      }
      const entry = { value: load(key), until: performance.now() + KEEP_MS };
      entry.value.catch(() => known.get(key) === entry && known.delete(key));
      known.set(key, entry);
      return entry.value;
    },
    forget: () => known.clear(),
  };
}
