import { TARGETS, TEMPLATES } from '../company';
import type { Person } from '../people';
import type { Visit } from '../visit';

const RETRIES = 0.15;

/** Deploys, as far as this person comes. A build that fails is tried again at once. */
export function deploy(visit: Visit, person: Person): void {
  if (person.deployment > 2 && visit.random.chance(RETRIES)) {
    attempt(visit, 2);
  }
  attempt(visit, person.deployment);
}

function attempt(visit: Visit, steps: number): void {
  const props = { template: visit.random.pick(TEMPLATES), deploymentTarget: visit.random.pick(TARGETS) };
  visit.view('/deployments/new');
  const doings = [
    () => visit.act('Deploy Application', { props }).act('Start Deployment', { props }),
    () => visit.act('Configure Settings', { props }).wait(60, 400),
    () => visit.act('Build Complete', { props, value: Math.round(visit.random.between(60, 400)) }).wait(20, 120),
    () => visit.act('Deploy Success', { props }),
  ];
  doings.slice(0, steps).forEach((doing) => doing());
}
