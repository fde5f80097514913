import { bind, type Sql, sql } from '../../store/sql';
import { type Place, Problem } from '../../problem';

/** Longer ones are no work of a person. */
const LONGEST = 500;

/**
 * Refuses regular expressions that the engine cannot read, or that would grow too large, and names their places in the query.
 * The engine itself is asked, since it is the one that runs them.
 * @throws Problem 422
 */
export async function refuseBadRegexes(query: unknown, run: (statement: Sql) => Promise<unknown>): Promise<void> {
  const wrong = await Promise.all(
    regexesOf(query).map(async ({ path, value }): Promise<Place[]> => {
      if (value.length > LONGEST) {
        return [{ path, message: `has ${value.length} characters, at most ${LONGEST}` }];
      }
      return (await isReadable(value, run)) ? [] : [{ path, message: 'is no expression of RE2, or too large a one' }];
    })
  );
  const places = wrong.flat();
  if (places.length > 0) {
    const [{ path, message }] = places as [Place];
    const detail = `${path} ${message}: write regular expressions in the syntax of RE2, and short ones.`;
    throw new Problem(422, 'bad_regex', detail, places);
  }
}

async function isReadable(expression: string, run: (statement: Sql) => Promise<unknown>): Promise<boolean> {
  try {
    await run(sql`SELECT match('', ${bind('String', expression)})`);
    return true;
  } catch (error) {
    if (error instanceof Problem && error.code === 'bad_regex') {
      return false;
    }
    throw error;
  }
}

interface Regex {
  path: string;
  value: string;
}

/** The conditions by regular expression, wherever they stand. */
function regexesOf(node: unknown, path: readonly string[] = []): Regex[] {
  if (typeof node !== 'object' || node === null) {
    return [];
  }
  const { op, value } = node as { op?: unknown; value?: unknown };
  if (op === 'regex' && typeof value === 'string') {
    return [{ path: [...path, 'value'].join('.'), value }];
  }
  return Object.entries(node).flatMap(([name, inner]) => regexesOf(inner, [...path, name]));
}
