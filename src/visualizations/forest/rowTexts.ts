import { getFieldDisplayName, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { ABSENT, shown } from '../common/fields';
import type { ForestRow } from './forestRows';
import type { IntervalFields } from './intervalFields';

/** What a row is called; several names are told apart by a dot. */
export function nameOf({ names }: IntervalFields, at: number, theme: GrafanaTheme2): string {
  const texts = names.map((field) => shown(field, field.values[at], theme)).filter((text) => text !== ABSENT);
  return texts.join(' · ') || t('forest.row', 'Row {{number}}', { number: at + 1 });
}

/** The interval as text; what is open is so said. */
export function intervalText(fields: IntervalFields, { interval }: ForestRow, theme: GrafanaTheme2): string {
  if (!interval) {
    return '';
  }
  const low = Number.isFinite(interval.low) ? shown(fields.low, interval.low, theme) : '−∞';
  const high = Number.isFinite(interval.high) ? shown(fields.high, interval.high, theme) : '∞';
  return t('forest.interval', '({{low}} to {{high}})', { low, high, interpolation: { escapeValue: false } });
}

/** Other numbers of a row are told only so far. */
const MOST_LINES = 14;

/** All that the frame says of a row, what is drawn before the rest. */
export function linesOf(fields: IntervalFields, at: number, theme: GrafanaTheme2): Array<[string, string]> {
  const { frame, names, estimate, low, high } = fields;
  const drawn = [estimate, low, high];
  const rest = frame.fields.filter(
    (field) => !drawn.includes(field) && !names.includes(field) && !isHidden(field.config.custom)
  );
  return [...drawn, ...rest]
    .map((field): [string, string] => [getFieldDisplayName(field, frame), shown(field, field.values[at], theme)])
    .slice(0, MOST_LINES);
}

const isHidden = (custom?: { hideFrom?: { tooltip?: boolean } }): boolean => custom?.hideFrom?.tooltip === true;
