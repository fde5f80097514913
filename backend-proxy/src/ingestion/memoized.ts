const MOST = 1000;
/** Longer than what browsers send, and too much to keep. */
const LONGEST = 1000;

/** A function of text that remembers its latest results: few browsers send most of the events. */
export function memoized<Result>(compute: (text: string) => Result, most = MOST): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) {
      return found;
    }
    if (text.length > LONGEST) {
      return compute(text);
    }
    if (known.size >= most) {
      known.clear();
    }
    const result = compute(text);
    known.set(text, result);
    return result;
  };
}
