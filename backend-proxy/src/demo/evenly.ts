/** What people differ in. New traits go to the end: the order is the story's, and another one gives everybody another life. */
const TRAITS = [
  'habit',
  'leaving',
  'leavingAge',
  'onboarding',
  'createService',
  'readDocs',
  'runPipeline',
  'monitoring',
  'deployment',
  'serviceCreation',
  'release',
  'fading',
  'team',
  'role',
  'workingHours',
  'readsFirst',
  'rhythm',
  'weekend',
  'firstTemplate',
  'firstDeployment',
  'variant0',
  'conversion0',
  'variant1',
  'conversion1',
  'browser',
] as const;

export type Trait = (typeof TRAITS)[number];

const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97];
const STEPS = new Map(TRAITS.map((trait, i) => [trait, Math.sqrt(PRIMES[i]!)]));

/**
 * Where a person stands in [0, 1) in one trait: multiples of an irrational number, which fill the interval evenly (Kronecker's
 * sequence), with square roots of primes so that no two traits go along with each other. Of any few hundred people in a row
 * almost exactly a share q stands below q, where dice would be points off: so shares of few people are right at any date.
 */
export function evenly(person: number, trait: Trait): number {
  return (0.5 + (person + 1) * STEPS.get(trait)!) % 1;
}
