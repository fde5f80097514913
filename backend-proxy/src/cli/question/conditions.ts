import type { Condition } from '@fawkes/contract';
import { CliError } from '../cli-error';

const COMPARISONS = { '>=': 'gte', '<=': 'lte', '>': 'gt', '<': 'lt' } as const;

/** `page.path=/docs`, `props.plan!=free`, `page.path~^/docs`, `event.value>=10`; `props.plan` alone asks whether it is set. */
export function readCondition(text: string): Condition {
  const [, name = '', sign, value = ''] = /^([^=!~<>]+)(?:(!=|>=|<=|=|~|>|<)(.*))?$/s.exec(text) ?? [];
  const property = name.trim() as Condition['property'];
  if (name.trim() === '') {
    throw new CliError(`--where ${text}: expected a property and a value, such as page.path=/docs.`, 2);
  }
  switch (sign) {
    case undefined:
      return { property, op: 'set' };
    case '=':
      return { property, op: 'eq', value };
    case '!=':
      return { property, op: 'neq', value };
    case '~':
      return { property, op: 'regex', value };
    default:
      return { property, op: COMPARISONS[sign as keyof typeof COMPARISONS], value: numeric(text, value) };
  }
}

function numeric(text: string, value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) {
    throw new CliError(`--where ${text}: ${JSON.stringify(value)} is no number to compare with.`, 2);
  }
  return number;
}
