import { expect, test } from 'vitest';
import { UnknownSites } from './unknown-sites';

test('who makes names up neither fills the memory nor drives out a domain that really sends', () => {
  const unknown = new UnknownSites();
  let now = 0;
  for (let i = 0; i < 20_000; i++) {
    unknown.note(`made-up-${i}.example`, ++now);
    if (i % 100 === 0) {
      unknown.note('real.example', ++now);
    }
  }
  expect(unknown.list()).toHaveLength(200);
  expect(unknown.list()[0]).toEqual({ domain: 'real.example', count: 200, first: 2, last: expect.any(Number) });
  expect(unknown.dropped).toBe(20_200);
});

test('names that no site can have are counted, not listed', () => {
  const unknown = new UnknownSites();
  for (const name of ['', 'a b', '<script>', 'x'.repeat(300), '\u0000']) {
    unknown.note(name, 1);
  }
  expect([unknown.list(), unknown.dropped]).toEqual([[], 5]);
});
