import { cell } from './csv';
import type { Exported } from './exported';
import type { Row, TableColumn } from './table';

/** One document: what was `asked`, and `tables`, an object a row. Times are ISO 8601 in UTC. */
export async function* json({ asked, tables, beside = {} }: Exported): AsyncGenerator<string> {
  const fields = Object.entries(beside).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)},`);
  yield `{${fields.join('')}"asked":${JSON.stringify(asked.map(({ query, meta }) => ({ query, ...meta })))},"tables":{`;
  for (const [i, { name, columns, blocks }] of tables.entries()) {
    yield `${i === 0 ? '' : ','}\n${JSON.stringify(name)}:[`;
    let before = '\n';
    for await (const rows of blocks()) {
      yield before + rows.map((row) => JSON.stringify(objectOf(columns, row))).join(',\n');
      before = ',\n';
    }
    yield ']';
  }
  yield '\n}}\n';
}

/** An object a line and a row; where there are several tables, `table` says which one it is of. */
export async function* ndjson({ tables }: Exported): AsyncGenerator<string> {
  for (const { name, columns, blocks } of tables) {
    const own = tables.length > 1 ? { table: name } : {};
    for await (const rows of blocks()) {
      yield rows.map((row) => `${JSON.stringify({ ...own, ...objectOf(columns, row) })}\n`).join('');
    }
  }
}

function objectOf(columns: readonly TableColumn[], row: Row): Record<string, unknown> {
  return Object.fromEntries(columns.map((column, i) => [column.key, cell(column, row[i])]));
}
