import type { Matcher } from '@fawkes/contract';
import { bind, join, type Sql, sql } from '../../store/sql';
import { eventFilterSql } from './filter';
import type { PeopleScope } from './property';

/** A matcher as SQL over one event. */
export function matcherSql(matcher: Matcher, people: PeopleScope): Sql {
  const names = matcher.events ?? [];
  const exact = names.filter((n) => !n.includes('*'));
  const either = [
    ...(exact.length > 0 ? [sql`name IN ${bind('Array(String)', exact)}`] : []),
    ...names.filter((n) => n.includes('*')).map((n) => sql`match(name, ${bind('String', globRegex(n, '.*'))})`),
    ...(matcher.paths ?? []).map(pathSql),
  ];
  const all = [
    ...(either.length > 0 ? [sql`(${join(either, ' OR ')})`] : []),
    ...(matcher.filter ? [eventFilterSql(matcher.filter, people)] : []),
  ];
  return sql`(${join(all, ' AND ')})`;
}

function pathSql(path: string): Sql {
  return path.includes('*')
    ? sql`(name = 'pageview' AND match(path, ${bind('String', globRegex(path, '[^/]*'))}))`
    : sql`(name = 'pageview' AND path = ${bind('String', path)})`;
}

/** A glob as an anchored RE2 expression: `*` becomes `star`, `**` is anything, also nothing. */
function globRegex(glob: string, star: string): string {
  const body = glob
    .split(/(\*+)/)
    .map((part) => (part === '*' ? star : part.startsWith('**') ? '.*' : part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&')))
    .join('');
  return `^(?s:${body})$`;
}
