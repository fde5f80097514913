import { SERVICES } from '../company';
import type { Visit } from '../visit';

/** Runs a pipeline once or a few times; the value is the minutes it took. */
export function runPipeline(visit: Visit): void {
  const service = visit.random.pick(SERVICES);
  visit.view(`/pipelines/${service}`);
  do {
    const value = Math.round(visit.random.between(2, 18));
    visit.act('pipeline.run.manual', { props: { service }, value }).wait(60, 300);
  } while (visit.random.chance(0.2));
}

/** Sets an alert on a service. */
export function configureMonitoring(visit: Visit): void {
  const service = visit.random.pick(SERVICES);
  visit.view(`/monitoring/${service}`).act('Configure Monitoring', { props: { service, signal: 'latency' } });
}
