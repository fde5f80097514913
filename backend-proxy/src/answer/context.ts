import type {
  ExperimentDefinition,
  ExposureRuleDefinition,
  Feature,
  FunnelDefinition,
  Goal,
  Segment,
  WorkspaceRules,
} from '@fawkes/contract';
import type { DefinitionMoment } from '../analytics/question';
import type { Store } from '../store/store';
import type { AnswerCache } from './cache/answer-cache';

/** What a question may read of the catalog. */
export interface Definitions {
  funnels(workspace: string): Promise<FunnelDefinition[]>;
  features(workspace: string): Promise<Feature[]>;
  goals(workspace: string): Promise<Goal[]>;
  segments(workspace: string): Promise<Segment[]>;
  /** Where the workspace cuts the behavioural segments, if elsewhere than all others. */
  segmentRules(workspace: string): Promise<WorkspaceRules | undefined>;
  /** What shows experiments; none is the rule that holds everywhere else. */
  exposureRules(workspace: string): Promise<ExposureRuleDefinition[]>;
  /** What is said of experiments; of one that is not among them its exposures tell. */
  experiments(workspace: string): Promise<ExperimentDefinition[]>;
  /** What became of definitions in [from, to), in milliseconds; the newest first. */
  changes(workspace: string, from: number, to: number): Promise<DefinitionMoment[]>;
  /** The domains whose events the workspace takes. */
  siteNames(workspace: string): Promise<string[]>;
  /** Rises with each change of a definition. */
  revision(workspace: string): Promise<number>;
}

/** Everything an answer depends on besides the query. The workspace comes from the token, never from the query. */
export interface AnswerContext {
  workspace: string;
  store: Store;
  definitions: Definitions;
  /** Where answers are kept that still hold; without it each question is computed. */
  cache?: AnswerCache;
  /** Milliseconds since 1970. */
  now: number;
  signal?: AbortSignal;
}
