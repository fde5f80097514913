import type { RfmGroup } from '@fawkes/contract';

/** The group of each cell: a row a fifth of recency, the latest first, and in it a name a fifth of frequency, the rarest first. */
const GRID: RfmGroup[][] = [
  ['Recent', 'Potential loyalists', 'Potential loyalists', 'Champions', 'Champions'],
  ['Recent', 'Potential loyalists', 'Potential loyalists', 'Champions', 'Champions'],
  ['About to sleep', 'About to sleep', 'Needing attention', 'Loyal', 'Loyal'],
  ['Hibernating', 'Hibernating', 'Slipping away', 'Slipping away', 'Cannot lose'],
  ['Hibernating', 'Hibernating', 'Slipping away', 'Slipping away', 'Cannot lose'],
];

/** The name of a cell; both are fifths from 1 (the least) to 5. */
export function groupOf(recency: number, frequency: number): RfmGroup {
  return GRID[5 - recency]?.[frequency - 1] as RfmGroup;
}

/** The cells of a group, each as 10 times its recency and its frequency. */
export function cellsOf(group: RfmGroup): number[] {
  const fifths = [1, 2, 3, 4, 5];
  return fifths.flatMap((recency) =>
    fifths.filter((frequency) => groupOf(recency, frequency) === group).map((frequency) => 10 * recency + frequency)
  );
}
