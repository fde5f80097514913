import { TEMPLATES } from '../company';
import type { Person } from '../people';
import { RELEASE } from '../story';
import type { Visit } from '../visit';

/** Makes a service from a template, as far as this person comes. The release made it shorter, and its second step easier. */
export function createService(visit: Visit, person: Person, day: number): void {
  const released = day >= RELEASE.day;
  const props = { template: visit.random.pick(TEMPLATES), wizard: released ? 'new' : 'old' };
  const [low, high] = released ? [60, 240] : [240, 900];
  visit.view('/templates');
  const doings = [
    () => visit.act('service.create.from_template', { props }).act('Select Template', { props }).wait(low, high),
    () => visit.act('Configure Service', { props }).wait(20, 120),
    () => visit.act('Review & Create', { props }).wait(30, 300),
    () => visit.act('Service Active', { props }),
  ];
  doings.slice(0, released ? person.serviceCreation : person.serviceCreationBefore).forEach((doing) => doing());
}
