import { createService } from './journeys/service-creation';
import { deploy } from './journeys/deployment';
import { discoverDocs, readDocs } from './journeys/documentation';
import { reachGoals, seeVariants } from './journeys/experiments';
import { onboard, onboardingDays } from './journeys/onboarding';
import { configureMonitoring, runPipeline } from './journeys/operations';
import type { Feature, Person } from './people';
import type { Random } from './random';
import { type PlannedVisit, plannedVisits } from './rhythm';
import { browsedPage, landing, PORTAL, referrerTo } from './sites';
import type { Visit } from './visit';

/** A visit that is still to be made. */
export interface Plan {
  /** As an anonymous reader of the public site, or as oneself at the portal. */
  anonymous: boolean;
  /** Brings the person's traits along. */
  introduces: boolean;
  carryOut(visit: Visit): void;
}

/** On how many of the days before signing up an anonymous reader comes back. */
const READS_AGAIN = 0.4;

const JOURNEYS: Record<Feature, (visit: Visit, person: Person, day: number) => void> = {
  readDocs: (visit, _, day) => readDocs(visit, day),
  createService,
  deploy,
  runPipeline,
  monitoring: (visit, person, day) => {
    if (day < person.stopsMonitoring) {
      configureMonitoring(visit);
    }
  },
};

/** What a person means to do on a day of the world, in order. */
export function plansOf(person: Person, day: number, random: Random): Plan[] {
  if (day < person.appears || day >= person.leaves) {
    return [];
  }
  if (day < person.signsUp) {
    const reads = day === person.appears || random.chance(READS_AGAIN);
    return reads ? [{ anonymous: true, introduces: false, carryOut: discoverDocs }] : [];
  }
  const onboarding = onboardingDays(person).includes(day)
    ? [{ anonymous: false, introduces: true, carryOut: (visit: Visit) => onboard(visit, person, day) }]
    : [];
  const usual = day > person.signsUp ? plannedVisits(person, day, random) : [];
  return [...onboarding, ...usual.map((planned) => usualPlan(planned, person, day))];
}

function usualPlan(planned: PlannedVisit, person: Person, day: number): Plan {
  return {
    anonymous: false,
    introduces: planned.first,
    carryOut(visit) {
      const week = Math.floor(day / 7);
      visit.view(landing(visit.random), PORTAL, referrerTo(PORTAL, visit.random));
      if (planned.first) {
        seeVariants(visit, person, week);
      }
      planned.uses.forEach((feature) => JOURNEYS[feature](visit, person, day));
      if (planned.last) {
        reachGoals(visit, person, week);
      }
      while (visit.random.chance(0.3)) {
        visit.wait(5, 60).view(browsedPage(visit.random));
      }
    },
  };
}
