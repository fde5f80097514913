import { evenly } from '../evenly';
import type { Person } from '../people';
import type { Visit } from '../visit';

/** Does what is due on this day of the way from the sign-up page to the first deployment, as far as this person comes. */
export function onboard(visit: Visit, person: Person, day: number): void {
  if (day === person.signsUp) {
    visit.view('/signup');
  }
  const doings = [
    () => visit.act('Sign Up').view('/welcome'),
    () => visit.act('Profile Setup').wait(20, 200),
    () => visit.view('/welcome/template').act('First Template').wait(60, 400),
    () => visit.view('/welcome/deploy').act('First Deployment'),
  ];
  const days = onboardingDays(person);
  doings.filter((_, step) => step < person.onboarding && days[step] === day).forEach((doing) => doing());
}

/** The days on which the steps are done: most people do all on the first, some come back for the last ones. */
export function onboardingDays({ number, signsUp }: Person): number[] {
  const template = signsUp + (evenly(number, 'firstTemplate') < 0.96 ? 0 : 1);
  const place = evenly(number, 'firstDeployment');
  const deployment = template + (place < 0.93 ? 0 : place < 0.985 ? 1 : 3);
  return [signsUp, signsUp, template, deployment];
}
