import { dateTimeFormat, FieldType, type Field, type GrafanaTheme2 } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { shown } from '../common/fields';

/** Names cohorts; times that all begin a day are days. */
export function headTexts(head: Field, timeZone: TimeZone, theme: GrafanaTheme2): string[] {
  if (head.type !== FieldType.time || head.config.unit) {
    return head.values.map((value: unknown) => shown(head, value, theme));
  }
  const format = head.values.every((value: number) => startsDay(value, timeZone)) ? 'YYYY-MM-DD' : 'YYYY-MM-DD HH:mm';
  return head.values.map((value: number) => dateTimeFormat(value, { timeZone, format }));
}

const startsDay = (value: number, timeZone: TimeZone) =>
  dateTimeFormat(value, { timeZone, format: 'HHmmss' }) === '000000';
