import { type DataFrame, type Field } from '@grafana/data';
import type { Notice } from '@fawkes/contract';
import { presentField, timeField } from '../frames';

/** The fields that one headline shows, each where the answer has it. */
export interface HeadlineFields {
  value?: Field;
  /** The change against the period before, in percent, as the answer gives it. */
  change?: Field;
  /** The value over time. */
  trend?: Field;
  /** What the answer says about its numbers. */
  notices: string[];
}

/** Finds a measure in the page's frames: its one-row answer, the change beside it, and its line. */
export function headlineFields(frames: DataFrame[], name: string): HeadlineFields {
  const single = frames.find((frame) => frame.length === 1 && frame.refId !== 'trend' && presentField(frame, name));
  const line = frames.find((frame) => frame.length > 1 && timeField(frame) && presentField(frame, name));
  return {
    value: single && presentField(single, name),
    change: single && presentField(single, `${name}_change`),
    trend: line && presentField(line, name),
    notices: (single?.meta?.custom?.['notices'] ?? []).map(({ text }: Notice) => text),
  };
}

/** The only value of a headline's field. */
export const onlyValue = (field: Field | undefined): unknown => field?.values[0];
