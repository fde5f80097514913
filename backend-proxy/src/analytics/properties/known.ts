import { isProperty, PROPERTIES, propertyLabel, type KnownProperties } from '@fawkes/contract';
import { bind, sql, type Sql } from '../../store/sql';
import { eventScope, type Scope } from '../sql/scope';

/** Of senders' names and of traits, each: a list to choose from is not read further. */
const MOST = 1000;

interface Named {
  name: string;
  events: number;
}

type Run = <Row>(statement: Sql) => Promise<Row[]>;

/** The properties that the events of [from, to) have, for a person to choose from. Traits are those known by `to`. */
export async function knownProperties(scope: Scope, from: number, to: number, run: Run): Promise<KnownProperties> {
  const [props, traits] = await Promise.all([
    run<Named>(sql`
      SELECT name, count() AS events FROM (
        SELECT arrayJoin(props.keys) AS name FROM events WHERE ${eventScope(scope, from, to)}
      ) GROUP BY name ORDER BY events DESC, name LIMIT ${bind('UInt32', MOST + 1)}`),
    run<Pick<Named, 'name'>>(sql`
      SELECT DISTINCT key AS name FROM person_traits
      WHERE workspace = ${bind('String', scope.workspace)} AND time < fromUnixTimestamp64Milli(${bind('Int64', to)}, 'UTC')
      ORDER BY name LIMIT ${bind('UInt32', MOST + 1)}`),
  ]);
  return {
    properties: [
      ...Object.entries(PROPERTIES).map(([property, label]) => ({ property, label, events: null })),
      ...props.slice(0, MOST).flatMap(({ name, events }) => listed(`props.${name}`, events)),
      ...traits.slice(0, MOST).flatMap(({ name }) => listed(`person.${name}`, null)),
    ],
    cut: props.length > MOST || traits.length > MOST,
  };
}

/** A name that no question could ask about is left out: an empty one, or one of more than 300 characters. */
function listed(property: string, events: number | null): KnownProperties['properties'] {
  return isProperty(property) && !(property in PROPERTIES)
    ? [{ property, label: propertyLabel(property), events }]
    : [];
}
