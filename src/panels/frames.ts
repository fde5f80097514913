import { FieldType, type DataFrame, type Field } from '@grafana/data';
import type { CustomTransformOperator } from '@grafana/scenes';
import { map } from 'rxjs';

/** Makes a transformation of a scene from a function on frames. */
export const framesBy =
  (shape: (frames: DataFrame[]) => DataFrame[]): CustomTransformOperator =>
  () =>
  (source) =>
    source.pipe(map(shape));

/** With `compare`, the fields of the period before carry this label; they lie on the same times as the present ones. */
export const isPrevious = (field: Field): boolean => field.labels?.['period'] === 'previous';

/** The present value field of that name, not its counterpart in the period before. */
export const presentField = (frame: DataFrame, name: string): Field | undefined =>
  frame.fields.find((field) => field.name === name && !isPrevious(field));

export const timeField = (frame: DataFrame): Field | undefined =>
  frame.fields.find((field) => field.type === FieldType.time);

/** The same frame with other fields. */
export const withFields = (frame: DataFrame, fields: Field[]): DataFrame => ({ ...frame, fields });

/** The same field with more configuration; display caches of the original are left behind. */
export const withConfig = (field: Field, config: Field['config']): Field => ({
  ...field,
  config: { ...field.config, ...config },
  state: undefined,
});
