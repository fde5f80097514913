import type { Feature } from '@fawkes/contract';

/** Each feature takes a bit of a number that JSON carries exactly up to 53. */
const AT_ONCE = 50;

/** The features in parts that one pass can tell apart; at least one part, which may be empty. */
export function featureParts(features: Feature[]): Feature[][] {
  const parts = Array.from({ length: Math.ceil(features.length / AT_ONCE) }, (_, i) =>
    features.slice(i * AT_ONCE, (i + 1) * AT_ONCE)
  );
  return parts.length > 0 ? parts : [[]];
}
