import type { Answer, QueryInput } from '@fawkes/contract';
import type { GaugeName, Sample } from '../families';

/** What an area may ask. All of a refresh is asked as of one moment. */
export interface Asking {
  ask(query: QueryInput): Promise<Answer>;
  /** Names of the funnels that are defined. */
  funnels(): Promise<string[]>;
  /** Milliseconds since 1970. */
  asOf: number;
  /** Has experiments counted as significant that are so now. */
  reached(experiments: readonly string[]): Promise<void>;
}

/** A part of the gauges that is refreshed by itself: one that fails leaves the others. */
export interface Area {
  name: string;
  families: readonly GaugeName[];
  samples(asking: Asking): Promise<Sample[]>;
}
