import { BROWSERS, ROLES, TEAMS, WORKING_HOURS } from './company';
import { evenly, type Trait } from './evenly';
import { joiningOf } from './growth';
import { DEPTHS, EXPERIMENTS, FADING, FEATURES, LEAVERS, POWER_SHARE, READ_BEFORE_SIGN_UP, RELEASE } from './story';

/** New people are let in one after the other, from nine to five. In order, for then those of any 30 days are neighbours. */
const SIGN_UPS = { from: 9 * 60, to: 17 * 60 };

export type Feature = keyof typeof FEATURES;

export interface Person {
  number: number;
  userId: string;
  habit: 'power' | 'regular';
  team: string;
  plan: string;
  role: string;
  /** Its User-Agent. */
  browser: string;
  /** The first hour of their working day. */
  startsAt: number;
  /** Days of the world: when they are first seen (some as anonymous readers), sign up, and are gone. */
  appears: number;
  signsUp: number;
  leaves: number;
  /** When they sign up, in minutes since midnight. */
  signsUpAt: number;
  /** How often a week they use each feature; 0 for never. */
  weekly: Record<Feature, number>;
  /** From this day on they use Configure Monitoring no more. */
  stopsMonitoring: number;
  /** How many steps of each funnel they get done, whenever they try; of the last one also before the release. */
  onboarding: number;
  deployment: number;
  serviceCreation: number;
  serviceCreationBefore: number;
  experiments: Array<{ id: string; goal: string; variant: boolean; converts: boolean }>;
}

/** A person's whole life. All of it follows from their number, so that any day of it can be told by itself. */
export function personOf(number: number): Person {
  const at = (trait: Trait) => evenly(number, trait);
  const habit = at('habit') < POWER_SHARE ? 'power' : 'regular';
  const { day: appears, place } = joiningOf(number);
  const fading = habit === 'regular' && at('fading') < FADING.share;
  const weekly = weeklyUses(habit, at, fading);
  const readsFirst = weekly.readDocs > 0 && at('readsFirst') < READ_BEFORE_SIGN_UP;
  const team = pick(TEAMS, at('team'));
  const serviceCreation =
    habit === 'power' ? DEPTHS.serviceCreation.length : depth(DEPTHS.serviceCreation, at('serviceCreation'));
  return {
    number,
    userId: `u-${String(number + 1).padStart(5, '0')}`,
    habit,
    team: team.name,
    plan: team.plan,
    role: pick(ROLES, at('role')),
    browser: pick(BROWSERS, at('browser')),
    startsAt: pick(WORKING_HOURS, at('workingHours')),
    appears,
    signsUp: appears + (readsFirst ? 1 + (number % 3) : 0),
    signsUpAt: SIGN_UPS.from + place * (SIGN_UPS.to - SIGN_UPS.from),
    leaves: at('leaving') < LEAVERS.share ? appears + Math.round(within(LEAVERS, at('leavingAge'))) : Infinity,
    weekly,
    stopsMonitoring: fading ? Math.round(within(FADING, at('fading') / FADING.share)) : Infinity,
    onboarding: depth(DEPTHS.onboarding, at('onboarding')),
    deployment: habit === 'power' ? DEPTHS.deployment.length : depth(DEPTHS.deployment, at('deployment')),
    serviceCreation,
    serviceCreationBefore: at('release') < RELEASE.heldBack ? Math.min(serviceCreation, RELEASE.step) : serviceCreation,
    experiments: EXPERIMENTS.map(({ id, goal, share, rates }, i) => {
      const variant = at(`variant${i as 0 | 1}`) < share;
      return { id, goal, variant, converts: at(`conversion${i as 0 | 1}`) < rates[variant ? 1 : 0] };
    }),
  };
}

/** Who gets to a first deployment goes on deploying, so that these two hang on one trait; so do fading and monitoring. */
function weeklyUses(habit: Person['habit'], at: (trait: Trait) => number, fading: boolean): Person['weekly'] {
  const uses = (feature: Feature, trait: Trait) => {
    const { share, weekly } = FEATURES[feature][habit];
    return at(trait) < share ? weekly : 0;
  };
  return {
    deploy: uses('deploy', 'onboarding'),
    createService: uses('createService', 'createService'),
    readDocs: uses('readDocs', 'readDocs'),
    runPipeline: uses('runPipeline', 'runPipeline'),
    monitoring: fading ? FEATURES.monitoring.regular.weekly : uses('monitoring', 'monitoring'),
  };
}

function depth(shares: readonly number[], place: number): number {
  return shares.filter((share) => place < share).length;
}

function within({ from, to }: { from: number; to: number }, place: number): number {
  return from + place * (to - from);
}

function pick<T>(list: readonly T[], place: number): T {
  return list[Math.floor(place * list.length)]!;
}
