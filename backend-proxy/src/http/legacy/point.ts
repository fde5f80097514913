import type { Answer } from '@fawkes/contract';
import * as z from 'zod/mini';
import { asNumber, column } from '../../frame-reader';

/** A value of a line over time. */
export const pointSchema = z.object({
  /** ISO 8601, UTC: the start of the hour or day. */
  timestamp: z.string(),
  value: z.nullable(z.number()),
  label: z.string(),
});

/** A field of an answer over time as points. */
export function points(series: Answer, field: string): Array<z.infer<typeof pointSchema>> {
  const values = column(series, field);
  return column(series, 'time').map((time, i) => {
    const timestamp = new Date(Number(time)).toISOString();
    return { timestamp, value: asNumber(values[i]), label: timestamp.slice(0, 16).replace('T', ' ') };
  });
}
