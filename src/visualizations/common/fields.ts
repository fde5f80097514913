import {
  FieldType,
  formattedValueToString,
  getDisplayProcessor,
  getFieldDisplayName,
  type DataFrame,
  type Field,
  type GrafanaTheme2,
  type LinkModel,
} from '@grafana/data';

/** In place of what is not there. */
export const ABSENT = '–';

export const isNumber = (field: Field): boolean => field.type === FieldType.number;

/** Of types by which one tells rows apart. */
export const isName = ({ type }: Field): boolean =>
  type === FieldType.string || type === FieldType.time || type === FieldType.enum || type === FieldType.boolean;

/** The field that the options name: Grafana's picker gives the name that is shown, a scene gives the field's own. */
export function fieldNamed(frame: DataFrame, name: string | undefined): Field | undefined {
  return name
    ? (frame.fields.find((field) => field.name === name) ??
        frame.fields.find((field) => getFieldDisplayName(field, frame) === name))
    : undefined;
}

/** A number that can be drawn; an answer may hold null, and a table anything. */
export function finiteAt(field: Field | undefined, row: number): number | null {
  const value: unknown = field?.values[row];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** A value as the panel's options say: unit, decimals, mappings. */
export function shown(field: Field, value: unknown, theme: GrafanaTheme2): string {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return field.config.noValue ?? ABSENT;
  }
  const display = field.display ?? getDisplayProcessor({ field, theme });
  return formattedValueToString(display(value)) || ABSENT;
}

/** The data links of a row, of all the fields that stand for it. */
export function linksOf(fields: readonly Field[], row: number): LinkModel[] {
  return fields.flatMap((field) => field.getLinks?.({ valueRowIndex: row }) ?? []);
}
