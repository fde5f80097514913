import {
  countConditions,
  MAX_FILTER_DEPTH,
  MOST_OF_QUERY,
  nestingDepth,
  QUERY_KINDS,
  type Query,
  querySchema,
} from '@fawkes/contract';
import type * as z from 'zod';
import { issuePlace, shortened } from '../issue-place';
import { type Place, Problem } from '../problem';

/**
 * Reads an untrusted query and fills in the defaults.
 * @throws Problem 400 that names each place and what is wrong there.
 */
export function parseQuery(input: unknown): Query {
  if (nestingDepth(input, 4 * MAX_FILTER_DEPTH) > 4 * MAX_FILTER_DEPTH) {
    throw new Problem(400, 'too_deep', `A filter nests at most ${MAX_FILTER_DEPTH} deep: write it flatter.`);
  }
  const { conditions, onPeople } = countConditions(input);
  if (conditions > MOST_OF_QUERY.conditions || onPeople > MOST_OF_QUERY.onPeople) {
    throw new Problem(
      400,
      'too_many_conditions',
      `A query has at most ${MOST_OF_QUERY.conditions} conditions in all, ${MOST_OF_QUERY.onPeople} of them on people.`
    );
  }
  const kind = (input as { kind?: unknown } | null)?.kind;
  if (typeof kind !== 'string' || !Object.hasOwn(QUERY_KINDS, kind)) {
    throw new Problem(400, 'unknown_kind', `A query has one of the kinds ${Object.keys(QUERY_KINDS).join(', ')}.`, [
      { path: 'kind', message: typeof kind === 'string' ? `there is no kind "${shortened(kind)}"` : 'is missing' },
    ]);
  }
  const parsed = querySchema.safeParse(input);
  if (!parsed.success) {
    throw new Problem(
      400,
      'bad_query',
      'The query is not valid: see errors for each place.',
      places(parsed.error.issues)
    );
  }
  return parsed.data;
}

/** Issues of zod as places of a Problem; in a choice of shapes, what is wrong with the shape that came closest. */
export function places(issues: readonly z.core.$ZodIssue[], base: PropertyKey[] = []): Place[] {
  return issues.slice(0, 20).map((issue) => {
    const path = [...base, ...issue.path];
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const closest = closestShape(issue.errors, path);
      return closest && depth(closest) > path.length ? closest : issuePlace(issue, path);
    }
    return issuePlace(issue, path);
  });
}

/** The first place of the shape that was followed deepest; among equals, of the one with the fewest things wrong. */
function closestShape(shapes: ReadonlyArray<readonly z.core.$ZodIssue[]>, base: PropertyKey[]): Place | undefined {
  const tried = shapes.flatMap((issues) =>
    places(issues, base)
      .slice(0, 1)
      .map((place) => ({ place, wrong: issues.length }))
  );
  tried.sort((a, b) => depth(b.place) - depth(a.place) || a.wrong - b.wrong);
  return tried[0]?.place;
}

function depth(place: Place): number {
  return place.path === '' ? 0 : place.path.split('.').length;
}
