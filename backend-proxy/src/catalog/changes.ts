import type { Definitions } from '../answer/context';
import type { Database } from './database';

type Moment = Awaited<ReturnType<Definitions['changes']>>[number];

/** What became of a workspace's definitions in [from, to), in milliseconds, the newest first: from their history, without who did it. */
export async function changesOf(
  db: Database,
  workspace: string,
  { from, to }: { from: number; to: number }
): Promise<Moment[]> {
  const iso = (at: number) => new Date(at).toISOString();
  const own = db.selectFrom('definition_history as state').where('state.workspace', '=', workspace);
  const rows = await own
    .where('state.at', '>=', iso(from))
    .where('state.at', '<', iso(to))
    .select(['state.kind', 'state.name', 'state.version', 'state.at', 'state.definition'])
    .select((state) =>
      state
        .selectFrom('definition_history as earlier')
        .whereRef('earlier.workspace', '=', 'state.workspace')
        .whereRef('earlier.id', '=', 'state.id')
        .select((earlier) => earlier.fn.min('earlier.version').as('version'))
        .as('first')
    )
    .orderBy('state.at', 'desc')
    .orderBy('state.version', 'desc')
    .orderBy('state.kind')
    .orderBy('state.name')
    .execute();
  return rows.map(({ kind, name, version, at, definition, first }) => {
    return { at: Date.parse(at), kind, name, version, action: actionOf(definition, version === Number(first)) };
  });
}

function actionOf(definition: string | null, isFirst: boolean): Moment['action'] {
  return definition === null ? 'deleted' : isFirst ? 'created' : 'changed';
}
