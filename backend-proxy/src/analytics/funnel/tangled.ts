import type { Matcher } from '@fawkes/contract';

/** Matchers of which one event may meet several, and how often each of them stands in the funnel. */
export interface Tangle {
  /** The places in the list of matchers, alike ones together. */
  alike: number[][];
}

/** Whether one event may meet two of the matchers. */
export function areTangled(matchers: Matcher[]): boolean {
  return tanglesOf(matchers).length < matchers.length;
}

/**
 * Puts matchers together that one event may meet, by what can be told from their names and pages alone: matchers of
 * different tangles never share an event, those of one tangle may.
 */
export function tanglesOf(matchers: Matcher[]): Tangle[] {
  const tangles: number[][] = [];
  matchers.forEach((matcher, place) => {
    const touched = tangles.filter((tangle) => tangle.some((other) => mayShare(matcher, matchers[other] as Matcher)));
    const joined = [...touched.flat(), place];
    tangles.splice(0, tangles.length, ...tangles.filter((tangle) => !touched.includes(tangle)), joined);
  });
  return tangles.map((tangle) => ({
    alike: alikeOf(
      tangle.sort((a, b) => a - b),
      matchers
    ),
  }));
}

function alikeOf(tangle: number[], matchers: Matcher[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const place of tangle) {
    const key = JSON.stringify(matchers[place]);
    groups.set(key, [...(groups.get(key) ?? []), place]);
  }
  return [...groups.values()];
}

function mayShare(a: Matcher, b: Matcher): boolean {
  const [first, second] = [signs(a), signs(b)];
  return first === 'any' || second === 'any' || first.some((sign) => second.some((other) => meet(sign, other)));
}

/** What an event must be called, or which page it must be of: `pageview /path`. A glob may be anything. */
function signs({ events = [], paths = [] }: Matcher): string[] | 'any' {
  const all = [...events, ...paths.map((path) => `pageview ${path}`)];
  return all.length === 0 || events.some((name) => name.includes('*')) ? 'any' : all;
}

function meet(a: string, b: string): boolean {
  const isPage = (sign: string) => sign.startsWith('pageview ');
  const anyPage = (sign: string) => sign === 'pageview' || (isPage(sign) && sign.includes('*'));
  return a === b || (anyPage(a) && (isPage(b) || b === 'pageview')) || (anyPage(b) && (isPage(a) || a === 'pageview'));
}
