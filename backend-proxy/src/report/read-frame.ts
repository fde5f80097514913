import type { Answer, Frame, FrameField, FrameValue } from '@fawkes/contract';

/** One field of a frame with its values. */
export interface Column {
  name: string;
  title: string;
  unit: string | undefined;
  type: string | undefined;
  values: FrameValue[];
}

export function frameNamed(answer: Answer, name: string): Frame | undefined {
  return answer.frames.find((frame) => frame.schema.name === name);
}

/** The field of that name; with `previous` its counterpart in the period before, which carries a label. */
export function columnOf(frame: Frame | undefined, name: string, previous = false): Column | undefined {
  const at = frame?.schema.fields.findIndex((field) => field.name === name && isPrevious(field) === previous) ?? -1;
  const field = frame?.schema.fields[at];
  return (
    field && {
      name,
      title: field.config?.displayName ?? name,
      unit: field.config?.unit,
      type: field.type,
      values: frame?.data.values[at] ?? [],
    }
  );
}

/** The first value of a field. */
export function firstOf(frame: Frame | undefined, name: string, previous = false): FrameValue | undefined {
  return columnOf(frame, name, previous)?.values[0];
}

export function asNumber(value: FrameValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

/** What a frame says of itself beside its values. */
export function customOf(frame: Frame | undefined): Record<string, unknown> {
  return (frame?.schema.meta?.['custom'] as Record<string, unknown> | undefined) ?? {};
}

const isPrevious = (field: FrameField): boolean => field.labels?.['period'] === 'previous';
