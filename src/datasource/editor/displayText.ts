import { questionOf } from '../question/members';
import type { FawkesQuery } from '../types';

let describe: ((query: FawkesQuery) => string) | undefined;

/** Fetches the words of the sentences: most panels only ask and never say what. */
export async function loadSentences(): Promise<void> {
  ({ describe } = await import('./describe'));
}

/** What a query computes, in a plain sentence; until the words are there, the question as it is. */
export function displayText(query: FawkesQuery): string {
  if (describe === undefined) {
    void loadSentences();
    return JSON.stringify(questionOf(query));
  }
  return describe(query);
}
