import { createContext, useContext } from 'react';
import { isEqual } from 'lodash';
import type { FieldProblem } from '../../question/examine';

/** What is wrong with the query that the editor shows. */
export const ProblemsContext = createContext<FieldProblem[]>([]);

/** What is wrong at `path` of the query or anywhere below it; with `exactly`, only at the path itself. */
export function useProblem(path: PropertyKey[] | undefined, exactly: boolean): FieldProblem | undefined {
  const problems = useContext(ProblemsContext);
  const isHere = (problem: FieldProblem) => isEqual(exactly ? problem.path : problem.path.slice(0, path?.length), path);
  return path && problems.find(isHere);
}
