import type { Answer, FrameValue } from '@fawkes/contract';

/** One field of an answer's first frame; empty where there is no such field. */
export function column(answer: Answer, name: string): FrameValue[] {
  const frame = answer.frames[0];
  const index = frame?.schema.fields.findIndex((field) => field.name === name) ?? -1;
  return frame?.data.values[index] ?? [];
}

/** The answer with the frame of that name as its first. */
export function framed(answer: Answer, name: string): Answer {
  return { ...answer, frames: answer.frames.filter(({ schema }) => schema.name === name) };
}

/** The field's first value as a number; null where it is not known. */
export function single(answer: Answer, name: string): number | null {
  return asNumber(column(answer, name)[0]);
}

/** A table of two fields as an object, such as `{"/docs": 12}`; without what has nothing. */
export function pairs(answer: Answer, key: string, value: string): Record<string, number> {
  const values = column(answer, value);
  const all = column(answer, key).map((name, i) => [String(name), asNumber(values[i]) ?? 0] as const);
  return Object.fromEntries(all.filter(([, number]) => number !== 0));
}

export function asNumber(value: FrameValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

/** A time of a frame as ISO 8601, UTC; null where it is not known. */
export function asIso(value: FrameValue | undefined): string | null {
  return typeof value === 'number' ? new Date(value).toISOString() : null;
}
