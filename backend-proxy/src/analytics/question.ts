import type {
  DefinitionKind,
  ExperimentDefinition,
  ExposureRuleDefinition,
  Feature,
  Frame,
  FunnelDefinition,
  Goal,
  Notice,
  SegmentAsked,
  SegmentRules,
  WeekStart,
} from '@fawkes/contract';
import type { Sql } from '../store/sql';
import type { ResolvedRange } from './time/range';

/** A query after planning: what a kind needs to compute, with the tenant and the clock settled. */
export interface Question<Q> {
  query: Q;
  workspace: string;
  range: ResolvedRange;
  timezone: string;
  weekStart: WeekStart;
  /** Where the workspace cuts the behavioural segments. */
  rules: SegmentRules;
  /** What shows experiments, in the order of their names; none where the workspace defines nothing. */
  exposureRules: readonly ExposureRuleDefinition[];
  /** What is said of experiments, each by the id that events name. */
  experiments: readonly ExperimentDefinition[];
  /** Asks the event store; the time it takes is counted. */
  run<Row>(statement: Sql): Promise<Row[]>;
  funnel(name: string): Promise<FunnelDefinition>;
  goal(name: string): Promise<Goal>;
  /** SQL of one column, `person`: who is in a segment at a moment (ms). A Problem 404 or 422 where it cannot be told. */
  members(segment: SegmentAsked, until: number): Sql;
  /** The moment (ms) as of which the people asked about are known, where less is read than up to then; else the end of what is read. */
  peopleAt?: number;
  /** What became of definitions in [from, to), in milliseconds; the newest first. */
  changes(from: number, to: number): Promise<DefinitionMoment[]>;
  /** The workspace's features in the order of their names, or those named; a name that is none is a Problem 404. */
  features(names?: readonly string[]): Promise<Feature[]>;
}

/** A moment in the life of a definition, in milliseconds since 1970, and the version that it had from then on. */
export interface DefinitionMoment {
  at: number;
  kind: DefinitionKind;
  name: string;
  version: number;
  action: 'created' | 'changed' | 'deleted';
}

/** What a kind computes; the answer adds the rest of the meta. */
export interface Computed {
  frames: Frame[];
  notices: Notice[];
  cut: { what: string; shown: number; total: number } | null;
}
