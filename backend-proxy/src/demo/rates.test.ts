import { describe, expect, it } from 'vitest';
import { DEFAULT_FUNNELS } from '../catalog/defaults';
import { streamOf } from './stream';
import { adoption, funnel, segments, tell } from './test-rates';
import { foundWorld } from './world';

const DAY = 86_400_000;

/** What the old service displayed. */
const TARGETS = {
  'Deploy Application': 65,
  'Create Service': 52,
  'View Documentation': 82,
  'Run Pipeline': 70,
  'Configure Monitoring': 33,
  'Power Users': 22.5,
  'Regular Users': 52.5,
  'New Users': 17.7,
  'At Risk': 7.3,
  onboarding: 43,
  deployment: 86,
  service_creation: 78,
};

describe.each([
  ['a Tuesday before noon', '2026-11-24T10:00:00Z', 0],
  ['a Sunday night, after a change of the clocks', '2027-03-28T21:00:00Z', 0],
  ['a leap day', '2028-02-29T16:30:00Z', 0],
  ['a Friday, five weeks after the first start', '2026-11-20T15:00:00Z', 35],
])('on %s', (_, start, daysLater) => {
  const now = Date.parse(start) + daysLater * DAY;
  const stream = streamOf(foundWorld(Date.parse(start)));
  const told = tell([...stream.between(Date.parse(start) - 90 * DAY, now)].flat(), now);
  const conversions = DEFAULT_FUNNELS.map((definition) => {
    const reached = funnel(told, definition);
    return [definition.name, (100 * reached.at(-1)!) / reached[0]!];
  });
  const rates: Record<string, number> = { ...adoption(told), ...segments(told), ...Object.fromEntries(conversions) };

  it.each(Object.entries(TARGETS))('%s is within a point of %d %%', (name, target) => {
    expect(Math.abs(rates[name]! - target)).toBeLessThan(1);
  });
});
