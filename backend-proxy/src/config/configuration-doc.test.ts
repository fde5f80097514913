import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { VARIABLES, type Variable } from './variables';

const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');

/** Cells of a table row, trimmed. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
  );

it('docs/configuration.md says exactly what the table of variables says', () => {
  const wanted = Object.values<Variable>(VARIABLES).map(({ name, fallback, about, unused }) => [
    `\`${name}\``,
    fallback ? `\`${fallback}\`` : '–',
    unused ? `${about} Accepted; without effect in this version.` : about,
  ]);
  expect(rows).toEqual(wanted);
});
