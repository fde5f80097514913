import { BEHAVIOURS, DEFINITIONS, segmentsNamedIn, type DefinitionKind } from '@fawkes/contract';
import { Problem, type Place } from '../problem';
import type { Database } from './database';

/** What became of a definition: written, from that place of the request, or gone by this name. */
export interface Step {
  kind: DefinitionKind;
  name: string;
  /** Where it stands in the request: '', or such as `definition`; undefined where it is gone. */
  written?: string;
}

interface Dangling {
  kind: DefinitionKind;
  name: string;
  segment: string;
  path: string;
}

/**
 * Refuses steps after which a definition names a segment that is not there: with 422 and its places where the definition was
 * written just now, with 409 where the segment went from under it.
 */
export async function refuseDangling(db: Database, workspace: string, steps: readonly Step[]): Promise<void> {
  const own = db.selectFrom('definitions').select(['kind', 'name', 'definition']).where('workspace', '=', workspace);
  const rows = await own.orderBy('kind').orderBy('name').execute();
  const segments = rows.filter(({ kind }) => kind === 'segment').map(({ name }) => name);
  const known = new Set<string>([...segments, ...BEHAVIOURS]);
  const dangling = rows.flatMap(({ kind, name, definition }): Dangling[] =>
    segmentsNamedIn(JSON.parse(definition))
      .filter(({ segment }) => !known.has(segment))
      .map((reference) => ({ kind, name, ...reference }))
  );
  refuseUndefined(dangling, steps, [...known]);
  refuseLeftBehind(dangling, steps);
}

function refuseUndefined(dangling: readonly Dangling[], steps: readonly Step[], known: readonly string[]): void {
  const written = dangling.flatMap((each) => {
    const at = steps.find(({ kind, name }) => kind === each.kind && name === each.name)?.written;
    return at === undefined ? [] : [{ ...each, at: [at, each.path].filter(Boolean).join('.') }];
  });
  const [first] = written;
  if (first) {
    const { kind, name, segment, path } = first;
    const others = known.filter((each) => kind !== 'segment' || each !== name);
    throw new Problem(
      422,
      'unknown_segment',
      `The ${DEFINITIONS[kind].title} ${JSON.stringify(name)} names the segment ${JSON.stringify(segment)} (${path}), which is not there. There are: ${others.join(', ')}.`,
      written.map(({ at, segment: missing }): Place => {
        return { path: at, message: `there is no segment ${JSON.stringify(missing)}` };
      })
    );
  }
}

function refuseLeftBehind(dangling: readonly Dangling[], steps: readonly Step[]): void {
  const gone = steps.find(
    ({ kind, name, written }) =>
      kind === 'segment' && written === undefined && dangling.some(({ segment }) => segment === name)
  );
  if (gone) {
    const left = dangling.filter(({ segment }) => segment === gone.name);
    const who = [...new Set(left.map(({ kind, name }) => `${DEFINITIONS[kind].title} ${JSON.stringify(name)}`))];
    throw new Problem(
      409,
      'segment_in_use',
      `The segment ${JSON.stringify(gone.name)} is in use: ${who.join(', ')} ${who.length === 1 ? 'refers' : 'refer'} to it, which must change first.`,
      left.map(({ kind, name, path }) => ({
        path: '',
        message: `${DEFINITIONS[kind].title} ${JSON.stringify(name)}: ${path}`,
      }))
    );
  }
}
