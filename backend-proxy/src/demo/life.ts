import { WORKING_DAY_MINUTES } from './company';
import { outageOn } from './outage';
import type { Person } from './people';
import { type Plan, plansOf } from './plans';
import { type Random, randomOf } from './random';
import { landing } from './sites';
import { type Happening, type Signature, Visit } from './visit';

/** A day of the world, and how its clock turns minutes since midnight into moments. */
export interface Day {
  number: number;
  at(minute: number): number;
}

/** The longest visit: the last one of a working day starts so long before its end. */
const LONGEST_MINUTES = 70;

/** Everything that a person does on a day, in order, as events without ids. */
export function eventsOfPerson(person: Person, day: Day): Happening[] {
  const random = randomOf(person.number, day.number);
  const plans = plansOf(person, day.number, random);
  const share = WORKING_DAY_MINUTES / plans.length;
  return plans.flatMap((plan, i) => {
    const chosen = person.startsAt * 60 + i * share + random.next() * (share - LONGEST_MINUTES);
    const minute = day.number === person.signsUp ? person.signsUpAt : chosen;
    const start = (from: number) => new Visit(signatureOf(person, plan), day.at(from), random);
    const down = plan.anonymous ? undefined : outageOn(day.number);
    if (!down || minute < down.from || minute >= down.to) {
      return made(start(minute), plan);
    }
    // The page does not load; the work is done once the portal is back.
    return [...failed(start(minute), random), ...made(start(down.to + (minute - down.from) / 3), plan)];
  });
}

function made(visit: Visit, plan: Plan): Happening[] {
  plan.carryOut(visit);
  return visit.events;
}

function failed(visit: Visit, random: Random): Happening[] {
  return visit.view(landing(random)).act('Error Shown', { props: { status: 503 }, interactive: false }).events;
}

/** Who reads anonymously has the same anonymous id when they sign up, by which they are known again. */
function signatureOf(person: Person, { anonymous, introduces }: Plan): Signature {
  const { number, userId, team, role, plan, browser } = person;
  const reader = `reader-${number + 1}`;
  if (anonymous) {
    return { anonymous_id: reader, user_agent: browser };
  }
  const readFirst = introduces && person.signsUp > person.appears;
  return {
    user_id: userId,
    ...(readFirst ? { anonymous_id: reader } : {}),
    user_agent: browser,
    props: { team, role },
    ...(introduces ? { traits: { plan, team, role } } : {}),
  };
}
