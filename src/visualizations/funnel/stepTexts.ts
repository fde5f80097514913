import { formattedValueToString, getFieldDisplayName, getValueFormat, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { ABSENT, shown } from '../common/fields';
import type { FunnelFields } from './funnelFields';
import type { FunnelStep } from './funnelSteps';

/** A share of 1 in percent; an absent one says nothing. */
export const percentText = (share: number | null): string =>
  share === null ? ABSENT : formattedValueToString(getValueFormat('percentunit')(share, 1));

export function stepName({ name }: FunnelFields, { at }: FunnelStep, theme: GrafanaTheme2): string {
  const text = shown(name, name.values[at], theme);
  return text === ABSENT ? t('funnel-panel.step', 'Step {{number}}', { number: at + 1 }) : text;
}

/** How many of those who came to a step were lost there; nothing where nobody was or where that is not known. */
export function lostText(
  { value }: FunnelFields,
  { lost, went }: FunnelStep,
  theme: GrafanaTheme2
): string | undefined {
  return lost
    ? t('funnel-panel.lost', '{{lost}} lost ({{share}})', {
        lost: shown(value, lost, theme),
        share: percentText(went === null ? null : 1 - went),
        interpolation: { escapeValue: false },
      })
    : undefined;
}

/** All that the frame says of a step. */
export function linesOf(fields: FunnelFields, step: FunnelStep, theme: GrafanaTheme2): Array<[string, string]> {
  const { frame, name, value, entered } = fields;
  const rest = frame.fields.filter((field) => ![name, value, entered].includes(field));
  const field = (one: typeof value): [string, string] => [
    getFieldDisplayName(one, frame),
    shown(one, one.values[step.at], theme),
  ];
  return [
    ...(entered ? [field(entered)] : []),
    field(value),
    [t('funnel-panel.of-entered', 'Of those who came to it'), percentText(step.went)],
    [t('funnel-panel.of-first', 'Of all who began'), percentText(step.ofFirst)],
    ...rest.slice(0, 10).map(field),
  ];
}
