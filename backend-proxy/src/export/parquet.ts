import { ByteWriter, ParquetWriter, schemaFromColumnData, type BasicType } from 'hyparquet-writer';
import type { FrameValue } from '@fawkes/contract';
import type { Exported } from './exported';
import { stacked } from './stacked';
import type { Row, TableColumn } from './table';

/** Rows of a row group: enough for readers to be fast, few enough to be held. */
const GROUP = 20_000;

const TYPES: Record<TableColumn['type'], BasicType> = {
  time: 'TIMESTAMP',
  number: 'DOUBLE',
  string: 'STRING',
  boolean: 'BOOLEAN',
};

/** Typed columns that may be null, times in milliseconds of UTC; what was asked stands in the file's metadata. */
export async function* parquet({ asked, tables }: Exported): AsyncGenerator<Uint8Array> {
  const { columns, blocks } = stacked(tables);
  const bytes = new ByteWriter();
  const schema = schemaFromColumnData({ columnData: columnData(columns, []) });
  const said = asked.map(({ query, meta }) => ({ query, ...meta }));
  const kvMetadata = [
    { key: 'asked', value: JSON.stringify(said) },
    { key: 'demo', value: String(said.some(({ demo }) => demo)) },
  ];
  const file = new ParquetWriter({ writer: bytes, schema, kvMetadata, createdBy: 'fawkes-analytics' });
  for await (const rows of groups(blocks())) {
    await file.write({ columnData: columnData(columns, rows), rowGroupSize: rows.length });
    yield taken(bytes);
  }
  await file.finish();
  yield taken(bytes);
}

async function* groups(blocks: ReturnType<Exported['tables'][number]['blocks']>): AsyncGenerator<Row[]> {
  let group: Row[] = [];
  for await (const rows of blocks) {
    group.push(...rows);
    if (group.length >= GROUP) {
      yield group;
      group = [];
    }
  }
  if (group.length > 0) {
    yield group;
  }
}

function columnData(columns: readonly TableColumn[], rows: readonly Row[]) {
  return columns.map(({ key, type }, i) => ({
    name: key,
    type: TYPES[type],
    nullable: true,
    data: rows.map((row) => stored(type, row[i])),
  }));
}

function stored(type: TableColumn['type'], value: FrameValue | undefined): FrameValue | Date {
  return type === 'time' && typeof value === 'number' ? new Date(value) : (value ?? null);
}

/** What was written since, so that the writer can use its room again. */
function taken(bytes: ByteWriter): Uint8Array {
  const copy = bytes.getBytes().slice();
  bytes.index = 0;
  return copy;
}
