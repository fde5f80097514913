import { evenly } from './evenly';
import type { Feature, Person } from './people';
import type { Random } from './random';

/** A visit to the portal: its place among the visits of the week, and what it is for. */
export interface PlannedVisit {
  first: boolean;
  last: boolean;
  uses: Feature[];
}

const POWER_VISITS = [12, 12, 12, 13];
const REGULAR_VISITS = [1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6, 7, 8];
/** The weekdays (0 is Monday) in the order in which people prefer them: the middle of the week before its ends. */
const PREFERENCES = [
  [1, 3, 2, 0, 4],
  [2, 1, 3, 4, 0],
  [3, 1, 0, 2, 4],
  [0, 2, 1, 3, 4],
  [2, 3, 1, 0, 4],
  [4, 2, 0, 1, 3],
];
const WORKS_ON_WEEKENDS = 0.1;
/** Who comes often leaves out a visit now and then. Who comes seldom does not, or would look as if about to leave. */
const OFTEN = 5;
const LEFT_OUT = 0.08;

/**
 * What a person plans for a day. The same in every week, so that two weeks are never far from the mean of the earlier ones:
 * only who really leaves comes At Risk.
 */
export function plannedVisits(person: Person, day: number, random: Random): PlannedVisit[] {
  const week = Math.floor(day / 7);
  const visits = visitsOfWeek(person);
  const before = visits.slice(0, day - 7 * week).reduce((sum, n) => sum + n, 0);
  const total = visits.reduce((sum, n) => sum + n, 0);
  return Array.from({ length: visits[day - 7 * week]! }, (_, i) => before + i)
    .filter(() => total < OFTEN || !random.chance(LEFT_OUT))
    .map((index) => ({
      first: index === 0,
      last: index === total - 1,
      uses: FEATURE_NAMES.filter((feature) => isDue(person, feature, { week, index, total })),
    }));
}

/** Visits on each weekday. */
function visitsOfWeek({ number, habit }: Person): number[] {
  const choices = habit === 'power' ? POWER_VISITS : REGULAR_VISITS;
  const total = choices[Math.floor(evenly(number, 'rhythm') * choices.length)]!;
  const preferred = PREFERENCES[number % PREFERENCES.length]!;
  const days = Array.from({ length: total }, (_, i) => preferred[i % preferred.length]!);
  const place = evenly(number, 'weekend');
  if (place < WORKS_ON_WEEKENDS) {
    days[total - 1] = place < WORKS_ON_WEEKENDS / 2 ? 5 : 6;
  }
  return [0, 1, 2, 3, 4, 5, 6].map((weekday) => days.filter((d) => d === weekday).length);
}

const FEATURE_NAMES: Feature[] = ['readDocs', 'createService', 'deploy', 'runPipeline', 'monitoring'];

interface Place {
  week: number;
  index: number;
  total: number;
}

/** Spreads the uses of a week over its visits; less than one a week is one every so many weeks. */
function isDue(person: Person, feature: Feature, { week, index, total }: Place): boolean {
  const weekly = person.weekly[feature];
  const shift = person.number + FEATURE_NAMES.indexOf(feature);
  if (weekly === 0 || (weekly < 1 && (week + shift) % Math.round(1 / weekly) !== 0)) {
    return false;
  }
  const uses = Math.min(total, Math.ceil(weekly));
  return ((index + shift) * uses) % total < uses;
}
