import type {
  Answer,
  ExperimentDefinition,
  ExposureRuleDefinition,
  Feature,
  FunnelDefinition,
  Goal,
  QueryInput,
  Segment,
  WorkspaceRules,
} from '@fawkes/contract';
import { answer } from '../src/answer/answer';
import type { Store } from '../src/store/store';

interface Options {
  workspace?: string;
  funnels?: FunnelDefinition[];
  features?: Feature[];
  goals?: Goal[];
  segments?: Segment[];
  segmentRules?: WorkspaceRules;
  exposureRules?: ExposureRuleDefinition[];
  experiments?: ExperimentDefinition[];
}

/** Asks as a door would, as of a moment long after every test's events. */
export function ask(store: Store, query: QueryInput, options: Options = {}): Promise<Answer> {
  const funnels = options.funnels ?? [];
  return answer(query, {
    workspace: options.workspace ?? 'w',
    store,
    now: Date.parse('2030-01-01T00:00:00Z'),
    definitions: {
      funnels: async () => funnels,
      features: async () => options.features ?? [],
      goals: async () => options.goals ?? [],
      segments: async () => options.segments ?? [],
      segmentRules: async () => options.segmentRules,
      exposureRules: async () => options.exposureRules ?? [],
      experiments: async () => options.experiments ?? [],
      changes: async () => [],
      siteNames: async () => [query.site ?? []].flat(),
      revision: async () => 0,
    },
  });
}

/** The columns of one frame by the name of their field; labels are added as `name{value}`. */
export function columns(answered: Answer, frame = 0): Record<string, unknown[]> {
  const { schema, data } = answered.frames[frame] as Answer['frames'][number];
  return Object.fromEntries(
    schema.fields.map((field, i) => {
      const labels = Object.values(field.labels ?? {});
      return [labels.length > 0 ? `${field.name}{${labels.join(',')}}` : field.name, data.values[i] ?? []];
    })
  );
}
