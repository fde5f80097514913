import { importColumns } from '@fawkes/contract';
import { describe, expect, it } from 'vitest';
import { readColumns, SHORT_TEXT } from './columns';

describe('a short text', () => {
  const texts = Object.entries(importColumns).filter(([, schema]) => schema.safeParse('x').success);

  it.each(texts)('is what %s takes, without a closer look', (name, schema) => {
    expect(schema.safeParse('x'.repeat(SHORT_TEXT)).success).toBe(true);
    const columns = readColumns([...new Set(['event', 'timestamp', name])]);
    expect(columns.find((column) => column.name === name)!.problem('x'.repeat(SHORT_TEXT))).toBeUndefined();
  });

  it('that is too long is found', () => {
    const [event] = readColumns(['event', 'timestamp']);
    expect(event!.problem('x'.repeat(300))).toBeUndefined();
    expect(event!.problem('x'.repeat(301))).toBe('at most 300 characters');
    expect(event!.problem(7)).toBeDefined();
  });
});
