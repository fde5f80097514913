import type { Feature, FunnelDefinition, Goal } from '@fawkes/contract';
import { Problem } from '../problem';
import type { AnswerContext } from './context';

type Catalog = Pick<AnswerContext, 'definitions' | 'workspace'>;

/** The funnel of that name. Throws a Problem 404 that lists those there are. */
export async function funnelNamed(name: string, { definitions, workspace }: Catalog): Promise<FunnelDefinition> {
  return named('funnel', name, await definitions.funnels(workspace));
}

/** The goal of that name. Throws a Problem 404 that lists those there are. */
export async function goalNamed(name: string, { definitions, workspace }: Catalog): Promise<Goal> {
  return named('goal', name, await definitions.goals(workspace));
}

/** All features of the workspace, or those named. Throws a Problem 404 that lists those there are. */
export async function featuresNamed(
  names: readonly string[] | undefined,
  { definitions, workspace }: Catalog
): Promise<Feature[]> {
  const all = await definitions.features(workspace);
  return names ? [...new Set(names)].map((name) => named('feature', name, all)) : all;
}

const PATHS = { funnel: 'funnel', feature: 'features', goal: 'goal' };

function named<Definition extends { name: string }>(
  what: keyof typeof PATHS,
  name: string,
  all: readonly Definition[]
): Definition {
  const found = all.find((definition) => definition.name === name);
  if (!found) {
    const known = all.map((definition) => definition.name).join(', ') || 'none';
    throw new Problem(404, `unknown_${what}`, `There is no ${what} "${name}". Defined are: ${known}.`, [
      { path: PATHS[what], message: 'unknown' },
    ]);
  }
  return found;
}
