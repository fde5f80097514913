import {
  AnnotationEventFieldSource,
  FieldType,
  getFieldDisplayName,
  type AnnotationEvent,
  type AnnotationEventMappings,
  type DataFrame,
  type Field,
} from '@grafana/data';
import { compact } from 'lodash';

/** The parts of an annotation that a dashboard can map to fields of its own choice. */
const PARTS = ['time', 'timeEnd', 'title', 'text', 'tags'] as const;
type Part = (typeof PARTS)[number];

/** Which fields say what, in frames whose own names do not. */
const FIELDS: Record<string, Partial<Record<Part, string[]>>> = {
  changes: { title: ['title'], tags: ['definition', 'action'] },
  events: { title: ['event'], text: ['page'], tags: ['site'] },
};

/**
 * The annotations that an answer tells, from its first frame with a time. An experiment gives two: when it was shown first and,
 * where it has stopped, last. A dashboard's own mappings go before all of this.
 */
export function eventsIn(frames: DataFrame[], mappings: AnnotationEventMappings = {}): AnnotationEvent[] {
  const frame = frames.find(({ fields }) => fields.some(isTime));
  if (frame === undefined) {
    return [];
  }
  const isMapped = PARTS.some((part) => mappings[part] !== undefined);
  return frame.name === 'experiments' && !isMapped ? experimentsIn(frame) : momentsIn(frame, mappings);
}

function momentsIn(frame: DataFrame, mappings: AnnotationEventMappings): AnnotationEvent[] {
  const read = Object.fromEntries(PARTS.map((part) => [part, readerOf(frame, part, mappings)])) as Record<
    Part,
    (row: number) => unknown[]
  >;
  return rowsOf(frame).flatMap((row) => {
    const [time] = read.time(row);
    if (typeof time !== 'number') {
      return [];
    }
    const [timeEnd] = read.timeEnd(row);
    const text = (part: 'title' | 'text') => compact(read[part](row)).join(', ');
    const tags = compact(read.tags(row)).map(String);
    return [
      { time, ...(typeof timeEnd === 'number' ? { timeEnd } : {}), title: text('title'), text: text('text'), tags },
    ];
  });
}

/** Reads a part of an annotation out of a row: what is mapped, what is known of the frame, or what its fields suggest. */
function readerOf(frame: DataFrame, part: Part, mappings: AnnotationEventMappings): (row: number) => unknown[] {
  const { source = AnnotationEventFieldSource.Field, value } = mappings[part] ?? {};
  if (source === AnnotationEventFieldSource.Skip) {
    return () => [];
  }
  if (source === AnnotationEventFieldSource.Text) {
    return () => [value];
  }
  const named = value === undefined ? FIELDS[frame.name ?? '']?.[part] : [value];
  const fields = named === undefined ? suggested(frame, part) : frame.fields.filter(isCalled(named, frame));
  return (row) => fields.map((field) => field.values[row] as unknown);
}

function suggested(frame: DataFrame, part: Part): Field[] {
  switch (part) {
    case 'time':
      return frame.fields.filter(isTime).slice(0, 1);
    case 'title':
      return frame.fields.filter(({ type }) => type === FieldType.string).slice(0, 1);
    default:
      return frame.fields.filter(({ name }) => name === part);
  }
}

const isCalled = (names: string[], frame: DataFrame) => (field: Field) =>
  names.includes(field.name) || names.includes(getFieldDisplayName(field, frame));

function experimentsIn(frame: DataFrame): AnnotationEvent[] {
  const valueOf = (name: string, row: number): unknown =>
    frame.fields.find((field) => field.name === name)?.values[row];
  return rowsOf(frame).flatMap((row) => {
    const [name, status] = [String(valueOf('experiment', row)), valueOf('status', row)];
    const moment = (time: unknown, what: string): AnnotationEvent[] =>
      typeof time === 'number' ? [{ time, title: `${name} ${what}`, tags: ['experiment', what] }] : [];
    return [
      ...moment(valueOf('started', row), 'started'),
      ...(status === 'stopped' ? moment(valueOf('latest', row), 'stopped') : []),
    ];
  });
}

const isTime = ({ type }: Field) => type === FieldType.time;
const rowsOf = ({ length }: DataFrame) => Array.from({ length }, (_, row) => row);
