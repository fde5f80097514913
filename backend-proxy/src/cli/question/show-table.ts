import type { Answer, Frame, FrameField, FrameValue } from '@fawkes/contract';
import { print, printTable, tell } from '../output';

/** An answer for a person: its tables on standard output, and what one must know of them on standard error. */
export function showAnswer({ frames, meta }: Answer): void {
  tell([
    ...(meta.demo ? ['Demo: these data are generated.'] : []),
    `${meta.range.from} to ${meta.range.to}, as of ${meta.asOf}`,
    ...(meta.cut ? [`Cut: the largest ${meta.cut.shown} of ${meta.cut.total} (${meta.cut.what}).`] : []),
    ...meta.notices.map(({ severity, text }) => `${severity}: ${text}`),
  ]);
  frames.forEach((frame, i) => {
    if (frames.length > 1) {
      print(`${i > 0 ? '\n' : ''}${frame.schema.name}`);
    }
    showFrame(frame, meta.timezone);
  });
}

function showFrame({ schema, data }: Frame, timezone: string): void {
  const rows = data.values[0]?.length ?? 0;
  printTable(
    schema.fields.map(titleOf),
    Array.from({ length: rows }, (_, row) =>
      schema.fields.map((field, column) => cell(field, data.values[column]?.[row] ?? null, timezone))
    )
  );
}

function titleOf({ name, config }: FrameField): string {
  return (config?.displayName ?? name).toUpperCase();
}

function cell({ type }: FrameField, value: FrameValue, timezone: string): string {
  if (value === null) {
    return '-';
  }
  if (type === 'time' && typeof value === 'number') {
    return new Date(value).toLocaleString('sv-SE', { timeZone: timezone });
  }
  return typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(2) : String(value);
}
