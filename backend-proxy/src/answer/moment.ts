export { sharedMoment } from '../analytics/time/range';
