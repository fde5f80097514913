/** A parameter's ClickHouse type, as it stands in `{p1:Type}`. */
export type SqlType =
  'String' | 'Int64' | 'UInt8' | 'UInt32' | 'UInt64' | 'Float64' | 'Array(String)' | 'Array(Int64)' | 'Array(Float64)';

type SqlValue = string | number | boolean | readonly string[] | readonly number[];

interface Bound {
  type: SqlType;
  value: SqlValue;
}

/** A piece of SQL with its bound parameters. Made only by `sql`, `bind` and `join`: text of a request never becomes SQL. */
export class Sql {
  constructor(
    readonly pieces: readonly string[],
    readonly parts: ReadonlyArray<Sql | Bound>
  ) {}
}

/** `sql\`SELECT … WHERE name = ${bind('String', name)}\``: parts are other pieces of SQL or bound values, nothing else. */
export function sql(pieces: TemplateStringsArray, ...parts: Array<Sql | Bound>): Sql {
  return new Sql([...pieces], parts);
}

/** A value for the engine to bind; it is never part of the statement's text. */
export function bind(type: SqlType, value: SqlValue): Bound {
  return { type, value };
}

/** Pieces one after another with a fixed separator, such as `join(conditions, ' AND ')`. */
export function join(list: readonly Sql[], separator: ', ' | ' + ' | ' AND ' | ' OR ' | ' UNION ALL '): Sql {
  if (list.length === 0) {
    return new Sql([''], []);
  }
  return new Sql(['', ...list.slice(1).map(() => separator), ''], list);
}

/** The statement's text and its parameters, as `@clickhouse/client` takes them. */
export function render(statement: Sql): { text: string; params: Record<string, SqlValue> } {
  const params: Record<string, SqlValue> = {};
  let count = 0;
  const write = (node: Sql): string =>
    node.pieces.reduce((text, piece, i) => {
      const part = node.parts[i];
      if (part === undefined) {
        return text + piece;
      }
      if (part instanceof Sql) {
        return text + piece + write(part);
      }
      count += 1;
      params[`p${count}`] = part.value;
      return `${text}${piece}{p${count}:${part.type}}`;
    }, '');
  return { text: write(statement), params };
}

/** The name of a part as a literal: some statements take no parameter there. Throws for what no part is called. */
export function partName(name: string): Sql {
  if (!/^[\w-]+$/.test(name)) {
    throw new TypeError(`${JSON.stringify(name)} is the name of no part`);
  }
  return new Sql([`'${name}'`], []);
}

/** A numbered alias such as `m3` or `chain2`; the only identifier that is not written out. */
export function numbered(prefix: 'm' | 'chain', index: number): Sql {
  return new Sql([`${prefix}${Math.trunc(index)}`], []);
}
