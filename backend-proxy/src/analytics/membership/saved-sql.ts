import { bind, type Sql, sql } from '../../store/sql';
import { whoIs } from '../../store/who-is';

/** The people who were saved under an id, those who became users since as these: person. */
export function savedSql(workspace: string, saved: string): Sql {
  const named = sql`SELECT person FROM saved_people
    WHERE workspace = ${bind('String', workspace)} AND saved = ${bind('String', saved)}`;
  return sql`SELECT DISTINCT person FROM (${whoIs(workspace, named)})`;
}
