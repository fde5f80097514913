import type { Frame, FrameField, FrameValue } from '@fawkes/contract';

export interface TableColumn {
  /** Unique in its table, also where cases do not count: what a file's header and an object's field are called. */
  key: string;
  type: FrameField['type'];
  /** What a person reads. */
  title: string;
  /** A unit id of Grafana. */
  unit?: string;
  description?: string;
}

export type Row = readonly FrameValue[];

/** A frame as files have it: rows of typed columns, which come in blocks so that nobody need hold them all. */
export interface Table {
  name: string;
  columns: readonly TableColumn[];
  blocks: () => AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>;
}

const BLOCK = 1000;

/** The frames as tables, each under a name of its own; where the data are generated, every row says so. */
export function tablesOf(frames: readonly Frame[], demo: boolean): Table[] {
  const name = namesApart();
  return frames.map((frame) => tableOf(name(frame.schema.name), frame, [[frame]], demo));
}

/** One table of frames with the same fields, which come one after another. */
export function growingTable(first: Frame, rest: AsyncIterable<Frame>, demo: boolean): Table {
  return tableOf(first.schema.name, first, [[first], rest], demo);
}

type Frames = Iterable<Frame> | AsyncIterable<Frame>;

function tableOf(name: string, { schema }: Frame, frames: Frames[], demo: boolean): Table {
  const columns = columnsOf(schema.fields);
  if (!demo) {
    return { name, columns, blocks: () => blocksOf(frames) };
  }
  const key = namesApart(columns.map((column) => column.key))('demo');
  const mark: TableColumn = { key, type: 'boolean', title: 'Demo', description: 'These data are generated.' };
  return { name, columns: [...columns, mark], blocks: () => marked(blocksOf(frames)) };
}

async function* blocksOf(frames: Frames[]): AsyncGenerator<Row[]> {
  for (const part of frames) {
    for await (const { data } of part) {
      const rows = data.values[0]?.length ?? 0;
      for (let start = 0; start < rows; start += BLOCK) {
        const length = Math.min(BLOCK, rows - start);
        yield Array.from({ length }, (_, i) => data.values.map((values) => values[start + i] ?? null));
      }
    }
  }
}

async function* marked(blocks: AsyncIterable<Row[]>): AsyncGenerator<Row[]> {
  for await (const rows of blocks) {
    yield rows.map((row) => [...row, true]);
  }
}

function columnsOf(fields: readonly FrameField[]): TableColumn[] {
  const apart = namesApart();
  return fields.map(({ name, labels, type, config }) => {
    const values = Object.values(labels ?? {});
    const { unit, description } = config ?? {};
    return {
      key: apart(values.length > 0 ? `${name}{${values.join(', ')}}` : name),
      type,
      title: config?.displayName ?? name,
      ...(unit ? { unit } : {}),
      ...(description ? { description } : {}),
    };
  });
}

/** Gives each name once: the second `steps` is `steps (2)`. */
export function namesApart(taken: readonly string[] = []): (name: string) => string {
  const given = new Set(taken.map((name) => name.toLowerCase()));
  return (name) => {
    let own = name;
    for (let n = 2; given.has(own.toLowerCase()); n++) {
      own = `${name} (${n})`;
    }
    given.add(own.toLowerCase());
    return own;
  };
}
