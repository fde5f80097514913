import { isTrait, type PeopleQuery, type Property, propertyLabel } from '@fawkes/contract';
import { Problem } from '../../problem';
import { type Column, frame, textColumn } from '../frame';
import { groupBy } from '../group-by';
import type { Computed, Question } from '../question';
import { isSessionProperty } from '../sql/property';
import { peopleBehind } from './behind';
import { activitySql, firstSeenSql, type Hashes, linkedSql, pageSql, traitsSql } from './page-sql';

/** A person as the list shows one. Times in milliseconds; null where not known, as of somebody whose events were dropped. */
interface Shown {
  id: string | null;
  type: 'user' | 'visitor' | 'daily visitor';
  first: number | null;
  last: number | null;
  traits: Record<string, string>;
  /** In the order of the properties asked for; '' where there is none. */
  values: string[];
}

/**
 * A page of the people behind a number of another question: a frame `people`, a row a person, in an order that stays the same. Its
 * meta has `total`, how many they are in all, which is the number, and `next`, which asks for the page after it, null on the last.
 */
export async function people(q: Question<PeopleQuery>): Promise<Computed> {
  const { limit, cursor, show } = q.query;
  refuseSessions(show);
  const [found] = await q.run<{ total: number; page: string[] }>(
    pageSql(await peopleBehind(q), limit + 1, readCursor(cursor))
  );
  const { total, page } = found ?? { total: 0, page: [] };
  const hashes = page.slice(0, limit);
  const next = page.length > limit ? (hashes.at(-1) ?? null) : null;
  const shown = hashes.length > 0 ? await describe(q, hashes) : [];
  return {
    frames: [frame('people', columnsOf(shown, show), { total, next })],
    notices: [],
    cut: total > shown.length ? { what: 'people', shown: shown.length, total } : null,
  };
}

function refuseSessions(show: Property[]): void {
  const place = show.findIndex(isSessionProperty);
  if (place >= 0) {
    throw new Problem(422, 'session_property', 'A person has many sessions: show a property of events or a trait.', [
      { path: `show.${place}`, message: `${show[place]} is a property of the session` },
    ]);
  }
}

function readCursor(cursor: string | undefined): string | undefined {
  if (cursor !== undefined && !/^\d{1,20}$/.test(cursor)) {
    throw new Problem(400, 'bad_cursor', 'A cursor is the `next` of the page before: leave it out to begin anew.', [
      { path: 'cursor', message: 'is none that was given out here' },
    ]);
  }
  return cursor;
}

type Activity = Record<`m${number}`, string> & {
  hash: string;
  named_user: string;
  named_visitor: string;
  stable: boolean;
  last: number | null;
};

/** What is known of the people of a page, in its order. */
async function describe(q: Question<PeopleQuery>, page: Hashes): Promise<Shown[]> {
  const [activity, firsts, linked, traits] = await Promise.all([
    q.run<Activity>(activitySql(q, page)),
    q.run<{ hash: string; first: number }>(firstSeenSql(q, page)),
    q.run<{ hash: string; user_id: string }>(linkedSql(q, page)),
    q.run<{ hash: string; key: string; value: string }>(traitsSql(q, page)),
  ]);
  const active = new Map(activity.map((row) => [row.hash, row]));
  const first = new Map(firsts.map((row) => [row.hash, Number(row.first)]));
  const users = new Map(linked.map((row) => [row.hash, row.user_id]));
  const traitsOf = groupBy(traits, ({ hash }) => hash);
  return page.map((hash) => {
    const own = Object.fromEntries((traitsOf.get(hash) ?? []).map(({ key, value }) => [key, value]));
    const user = active.get(hash)?.named_user || users.get(hash);
    return { ...seenOf(active.get(hash), user), first: first.get(hash) ?? null, ...toldOf(q, active.get(hash), own) };
  });
}

function seenOf(found: Activity | undefined, user: string | undefined): Pick<Shown, 'id' | 'type' | 'last'> {
  return {
    id: user || found?.named_visitor || null,
    type: user ? 'user' : found && !found.stable ? 'daily visitor' : 'visitor',
    last: found?.last == null ? null : Number(found.last),
  };
}

function toldOf({ query }: Question<PeopleQuery>, found: Activity | undefined, traits: Shown['traits']) {
  const values = query.show.map((property, i) =>
    isTrait(property) ? (traits[property.slice('person.'.length)] ?? '') : (found?.[`m${i}`] ?? '')
  );
  return { traits, values };
}

function columnsOf(shown: Shown[], properties: Property[]): Column[] {
  const time = (name: string, displayName: string, of: (person: Shown) => number | null): Column => ({
    name,
    type: 'time',
    values: shown.map(of),
    config: { displayName },
  });
  return [
    { name: 'person', type: 'string', values: shown.map(({ id }) => id), config: { displayName: 'Person' } },
    textColumn(
      'type',
      shown.map(({ type }) => type),
      { displayName: 'Type' }
    ),
    time('first_seen', 'First seen', ({ first }) => first),
    time('last_seen', 'Last seen', ({ last }) => last),
    ...properties.map((property, i) =>
      textColumn(
        property,
        shown.map(({ values }) => values[i]!),
        { displayName: propertyLabel(property) }
      )
    ),
    textColumn(
      'traits',
      shown.map(({ traits }) => JSON.stringify(traits)),
      { displayName: 'Traits' }
    ),
  ];
}
