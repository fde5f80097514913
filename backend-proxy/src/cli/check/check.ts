/** One thing that is true of a deployment that works. */
export interface Check {
  group: string;
  name: string;
  /** Resolves to what was found; rejects with what is wrong. */
  run(): Promise<string>;
}

export interface Result {
  group: string;
  name: string;
  status: 'ok' | 'failed' | 'skipped';
  found: string;
}

/** Why a check cannot be made here, which is no failure. */
export class Skip extends Error {}

export function check(group: string, name: string, run: () => Promise<string>): Check {
  return { group, name, run };
}

/** What is wrong, in a few words. */
export function expectThat(holds: boolean, wrong: string): void {
  if (!holds) {
    throw new Error(wrong);
  }
}

/** Makes the checks one after another, so that a small deployment is not put under load by being looked at. */
export async function runAll(checks: readonly Check[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const { group, name, run } of checks) {
    try {
      results.push({ group, name, status: 'ok', found: await run() });
    } catch (error) {
      const status = error instanceof Skip ? 'skipped' : 'failed';
      results.push({ group, name, status, found: (error as Error).message });
    }
  }
  return results;
}
