import type { Health, HealthAnswer } from '@fawkes/contract';

export type { Health, PartHealth } from '@fawkes/contract';

/** One word for all parts: failing wins over starting, starting over ready. */
export function overall(parts: Health): HealthAnswer['status'] {
  const states = Object.values(parts).map((part) => part.status);
  if (states.includes('failing')) {
    return 'unhealthy';
  }
  return states.includes('starting') ? 'starting' : 'healthy';
}
