import type { PathsQuery, PeopleQuery } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { OTHER } from '../measures/grouping';
import { unknownPick } from '../people/unknown-pick';
import type { Question } from '../question';
import { placeOf, titlesOf } from './graph';
import { type Hop, hopsSql } from './hops-sql';
import { waysSql } from './ways-sql';

type Pick = Extract<PeopleQuery['of'], { kind: 'paths' }>['pick'];

/** Whose way has a label at a step, and perhaps another at the next one, or goes no further. */
export async function pathsPeople(q: Question<PathsQuery>, { step, title, next, dropOff }: Pick): Promise<Sql> {
  const { steps, to } = q.query;
  const hops = await q.run<Hop>(hopsSql(q));
  // As they are shown, steps go forwards; ways are followed from their anchor on.
  const followed = (shown: number) => placeOf({ step: shown }, { steps, backwards: to !== undefined });
  const holds = [isThere(hops, followed(step), title, 'title')];
  if (next !== undefined) {
    holds.push(isThere(hops, followed(step + 1), next, 'next'));
  }
  const over = sql`length(way) = ${bind('UInt8', followed(step))}`;
  return sql`SELECT person FROM (${waysSql(q)})
    WHERE ${holds[0] as Sql} AND ${holds[1] ?? sql`true`} AND ${dropOff ? over : sql`true`}`;
}

/** Whether a way has the label that is shown as `title` at a step, or one of those that are shown as one. */
function isThere(hops: Hop[], step: number, title: string, part: string): Sql {
  const titles = titlesOf(hops);
  const labels = hops.filter((hop) => hop.step === step).map(({ source }) => source);
  const label = labels.find((one) => titles.get(one) === title);
  if (label === undefined) {
    return unknownPick(part, 'is at no such step');
  }
  const at = sql`way[${bind('UInt8', step)}]`;
  return label === OTHER
    ? sql`length(way) >= ${bind('UInt8', step)} AND NOT has(${bind('Array(String)', labels)}, ${at})`
    : sql`length(way) >= ${bind('UInt8', step)} AND ${at} = ${bind('String', label)}`;
}
