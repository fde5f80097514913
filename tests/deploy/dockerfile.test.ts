import { existsSync } from 'node:fs';
import path from 'node:path';
import { validate } from 'dockerfile-utils';
import { expect, test } from 'vitest';
import { ROOT } from '../../tooling/lib/root.mjs';
import { composeFile, textOf } from './compose';

const text = textOf('Dockerfile');
/** One instruction a line. */
const lines = text
  .replaceAll(/\\\n\s*/g, ' ')
  .split('\n')
  .filter((line) => !line.startsWith('#'));
const stages = lines.flatMap((line) => /^FROM \S+ AS (\S+)/.exec(line)?.[1] ?? []);

const stagesAbove = (line: string) =>
  stages.filter((stage) => lines.findIndex((l) => l.endsWith(` AS ${stage}`)) < lines.indexOf(line));

test('the Dockerfile can be read', () => {
  expect(validate(text).map(({ message, range }) => `${range.start.line + 1}: ${message}`)).toEqual([]);
});

test('its targets are those that Compose builds', () => {
  const targets = Object.values(composeFile('docker-compose.yaml').services).flatMap(
    ({ build }) => build?.target ?? []
  );
  expect(targets.filter((target) => !stages.includes(target))).toEqual([]);
});

test('it copies from stages above, and what is there and not left out', () => {
  const ignored = textOf('.dockerignore').split('\n');
  const isThere = (source: string) => existsSync(path.join(ROOT, source)) && !ignored.includes(source);
  const copies = lines.filter((line) => line.startsWith('COPY '));
  const wrong = copies.filter((line) => {
    const from = /--from=(\S+)/.exec(line)?.[1];
    const sources = line
      .split(/\s+/)
      .filter((word) => !word.startsWith('--'))
      .slice(1, -1);
    return from === undefined ? !sources.every(isThere) : !stagesAbove(line).includes(from);
  });
  expect(copies.length).toBeGreaterThan(5);
  expect(wrong).toEqual([]);
});

test('what runs in the end runs as nobody of rank', () => {
  const proxy = lines.slice(lines.findIndex((line) => line.endsWith(' AS proxy')));
  const users = proxy.slice(
    0,
    proxy.findIndex((line, i) => i > 0 && line.startsWith('FROM '))
  );
  expect(users.filter((line) => line.startsWith('USER '))).toEqual(['USER node']);
});
