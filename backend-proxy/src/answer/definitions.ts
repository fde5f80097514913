import type { Feature, FunnelDefinition } from '@fawkes/contract';
import { Problem } from '../problem';
import type { AnswerContext } from './context';

/** The funnel of that name. Throws a Problem 404 that lists those there are. */
export async function funnelNamed(name: string, { definitions, workspace }: AnswerContext): Promise<FunnelDefinition> {
  const found = await definitions.funnel(workspace, name);
  return found ?? unknown('funnel', name, await definitions.funnelNames(workspace));
}

/** All features of the workspace, or those named. Throws a Problem 404 that lists those there are. */
export async function featuresNamed(
  names: readonly string[] | undefined,
  { definitions, workspace }: AnswerContext
): Promise<Feature[]> {
  const all = await definitions.features(workspace);
  const named = (name: string) =>
    all.find((feature) => feature.name === name) ??
    unknown(
      'feature',
      name,
      all.map((feature) => feature.name)
    );
  return names ? [...new Set(names)].map(named) : all;
}

function unknown(what: 'funnel' | 'feature', name: string, known: readonly string[]): never {
  throw new Problem(
    404,
    `unknown_${what}`,
    `There is no ${what} "${name}". Defined are: ${known.join(', ') || 'none'}.`,
    [{ path: what === 'funnel' ? 'funnel' : 'features', message: 'unknown' }]
  );
}
