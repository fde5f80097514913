import type { Answer, FunnelDefinition, QueryInput } from '@fawkes/contract';
import type { Choices, PageName } from './choices';

/** One look at a page: what is looked at, by whom, and where the answers come from. */
export interface Visit {
  page: PageName;
  choices: Choices;
  workspace: string;
  /** The workspaces that the visitor may choose from: one, but for the installation's own tokens. */
  workspaces: readonly string[];
  /** Whether nobody had to show a token for this. */
  anonymous: boolean;
  sites: readonly string[];
  funnels: readonly FunnelDefinition[];
  /** Answers a question about the visit's workspace; rejects with a Problem. */
  ask(query: QueryInput): Promise<Answer>;
  /** Milliseconds since 1970. */
  now: number;
  /** All of a page holds as of this moment (ms since 1970), which those share who look within some seconds. */
  asOf: number;
  /** The proxy as the visitor reached it, such as `http://127.0.0.1:8787`. */
  proxy: string;
  grafanaUrl: string | undefined;
}
