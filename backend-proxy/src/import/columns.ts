import { importColumns, type ImportColumn } from '@fawkes/contract';
import * as z from 'zod';
import { forbiddenName } from '../forbidden-name';
import { brokenText } from '../ingestion/broken-text';
import { shortened } from '../issue-place';
import { Problem } from '../problem';

// The contract is written in zod/mini, which has no words of its own.
z.config(z.locales.en());

/** A column of a request: what it is called, and what one may write there. */
export interface Column {
  name: string;
  /** Why the value cannot be; undefined where it can. */
  problem(value: unknown): string | undefined;
}

/** A text this long is short enough for every column, so that most values need no closer look. */
export const SHORT_TEXT = 200;
const UNUSUAL = /[\0\uD800-\uDFFF]/;
/** Whole numbers are right in these, and most values of them are whole. */
const NUMBERS = ['timestamp', 'value'];
const CLOSELY = ['currency', 'timestamp', 'value', 'interactive', 'props', 'traits'];

/** The columns of a request. Throws a Problem for names that are not known, or twice there. */
export function readColumns(names: readonly string[]): Column[] {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw refused(`${shortened(twice)} is there twice`);
  }
  for (const needed of ['event', 'timestamp'] satisfies ImportColumn[]) {
    if (!names.includes(needed)) {
      throw refused(`${needed} is missing`);
    }
  }
  return names.map(readColumn);
}

function readColumn(name: string): Column {
  const [, bag, key] = /^(props|traits)\.(.+)$/s.exec(name) ?? [];
  if ((bag === 'props' || bag === 'traits') && key !== undefined) {
    const found = importColumns[bag].safeParse({ [key]: '' });
    if (!found.success || forbiddenName({ [key]: '' }) !== undefined || brokenText(key) !== undefined) {
      throw refused(`${shortened(name)}: this name is not allowed`);
    }
    return { name, problem: textCheck((value) => importColumns[bag].safeParse({ [key]: value })) };
  }
  if (!Object.hasOwn(importColumns, name)) {
    throw refused(
      `${shortened(name)} is none; there are ${Object.keys(importColumns).join(', ')}, props.NAME and traits.NAME`
    );
  }
  const schema = importColumns[name as ImportColumn];
  const check = (value: unknown) => schema.safeParse(value);
  const look = CLOSELY.includes(name) ? closely(check) : textCheck(check);
  return { name, problem: NUMBERS.includes(name) ? (value) => (isWhole(value) ? undefined : look(value)) : look };
}

const isWhole = (value: unknown) => typeof value === 'number' && Number.isSafeInteger(value);

type Check = (value: unknown) => { success: boolean; error?: z.core.$ZodError };

function textCheck(check: Check): Column['problem'] {
  const look = closely(check);
  return (value) =>
    typeof value === 'string' && value.length <= SHORT_TEXT && !UNUSUAL.test(value) ? undefined : look(value);
}

function closely(check: Check): Column['problem'] {
  return (value) => {
    if (typeof value === 'object' && value !== null) {
      const forbidden = forbiddenName(value);
      if (forbidden !== undefined) {
        return `${shortened(forbidden)}: this name is not allowed`;
      }
    }
    const { success, error } = check(value);
    if (!success) {
      return error?.issues[0]?.message ?? 'not valid';
    }
    return brokenText(value) === undefined ? undefined : 'holds half a character (a lone surrogate)';
  };
}

function refused(what: string): Problem {
  return new Problem(400, 'invalid_columns', `columns: ${what}.`);
}
