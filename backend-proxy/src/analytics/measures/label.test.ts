import { expect, it } from 'vitest';
import { OTHER } from './grouping';
import { valueLabels } from './label';

it('names what stands for the rest and for nothing', () => {
  expect(valueLabels(['/docs', '', OTHER])).toEqual(['/docs', '(none)', 'Other']);
});

it('never gives two values one name, whatever senders call theirs', () => {
  const labels = valueLabels(['Other', '(none)', '', OTHER]);
  expect(labels.slice(0, 2)).toEqual(['Other', '(none)']);
  expect(new Set(labels).size).toBe(4);
});
