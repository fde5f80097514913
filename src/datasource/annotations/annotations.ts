import type { AnnotationSupport } from '@grafana/data';
import { of } from 'rxjs';
import { INITIAL_CHANGES } from '../editor/changes/initial';
import type { FawkesQuery } from '../types';
import { eventsIn } from './eventsIn';

/** Any question can annotate a dashboard that knows moments: changes of definitions, experiments, chosen events, a trend. */
export const annotations: AnnotationSupport<FawkesQuery> = {
  getDefaultQuery: () => INITIAL_CHANGES,
  processEvents: ({ mappings }, frames) => of(eventsIn(frames, mappings)),
};
