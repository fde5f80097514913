/** Arithmetic about experiments that needs no events, for the doors, which know no statistics. */
export { plannedSample } from '../analytics/experiments/planned-sample';
