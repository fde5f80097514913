import type { AnnotationEvent, AnnotationEventMappings, AnnotationSupport, DataFrame } from '@grafana/data';
import { from } from 'rxjs';
import { INITIAL_CHANGES } from '../editor/changes/initial';
import type { FawkesQuery } from '../types';

/** Any question can annotate a dashboard that knows moments: changes of definitions, experiments, chosen events, a trend. */
export const annotations: AnnotationSupport<FawkesQuery> = {
  getDefaultQuery: () => INITIAL_CHANGES,
  // Fetched by dashboards with annotations alone, since this module is loaded with every one.
  processEvents: ({ mappings }, frames) => from(read(frames, mappings)),
};

async function read(...answer: [DataFrame[], AnnotationEventMappings | undefined]): Promise<AnnotationEvent[]> {
  const { eventsIn } = await import('./eventsIn');
  return eventsIn(...answer);
}
