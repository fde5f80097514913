import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { MEASURES } from '@fawkes/contract';
import { messagesOf } from './messagesOf';
import english from './en-US/fawkes-analytics-app.json';

const SOURCE = path.resolve(__dirname, '..');

describe('the English messages', () => {
  const written = sourceFiles(SOURCE).flatMap((file) => messagesOf(file, readFileSync(file, 'utf8')));
  const inCode = new Map([
    ...written,
    // Asked for by a key that is put together.
    ...Object.entries(MEASURES).map(([name, { label }]): [string, string] => [`measures.${name}`, label]),
  ]);

  it('have one text each, wherever they are shown', () => {
    const texts = new Map<string, Set<string>>();
    written.forEach(([key, text]) => texts.set(key, (texts.get(key) ?? new Set()).add(text)));
    expect([...texts].filter(([, found]) => found.size > 1).map(([key, found]) => [key, ...found])).toEqual([]);
  });

  it('are those of the code, no more and no fewer', () => {
    expect(Object.fromEntries(flat(english))).toEqual(Object.fromEntries(inCode));
  });
});

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => path.join(folder, name));
}

function flat(messages: object, prefix = ''): Array<[string, string]> {
  return Object.entries(messages).flatMap(([key, value]): Array<[string, string]> =>
    typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`)
  );
}
