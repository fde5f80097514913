import type * as z from 'zod/mini';
import { t } from '@grafana/i18n';

/** What is still to be done at a funnel's step, which begins empty; undefined where something else is wrong. */
export function leftOpen({ code, path }: z.core.$ZodIssue): string | undefined {
  const [list, , member, ...deeper] = path;
  if (list !== 'steps' || deeper.length > 0) {
    return undefined;
  }
  if (member === 'name' && code === 'too_small') {
    return t('funnel.name-step', 'Name the step');
  }
  return member === 'match' && code === 'custom'
    ? t('funnel.choose-events', 'Choose at least one event or page')
    : undefined;
}
