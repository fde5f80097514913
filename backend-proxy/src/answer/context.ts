import type { Feature, FunnelDefinition } from '@fawkes/contract';
import type { Store } from '../store/store';

/** What a question may read of the catalog. */
export interface Definitions {
  funnel(workspace: string, name: string): Promise<FunnelDefinition | undefined>;
  funnelNames(workspace: string): Promise<string[]>;
  features(workspace: string): Promise<Feature[]>;
  /** The domains whose events the workspace takes. */
  siteNames(workspace: string): Promise<string[]>;
}

/** Everything an answer depends on besides the query. The workspace comes from the token, never from the query. */
export interface AnswerContext {
  workspace: string;
  store: Store;
  definitions: Definitions;
  /** Milliseconds since 1970. */
  now: number;
  signal?: AbortSignal;
}
