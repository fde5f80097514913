import type { ExposureRuleDefinition, Feature, FunnelDefinition, Goal, Segment, Site } from '@fawkes/contract';

/** What the data source's backend hands on of the workspace, each at the path of its name. */
export interface Lists {
  sites: { sites: Site[] };
  features: { features: Feature[] };
  funnels: { funnels: FunnelDefinition[] };
  segments: { segments: Segment[] };
  goals: { goals: Goal[] };
  exposure_rules: { exposure_rules: ExposureRuleDefinition[] };
}

export type ListName = keyof Lists;

/** Who can fetch the lists: the data source. Rejects with what the proxy said. */
export interface Lister {
  list<L extends ListName>(name: L): Promise<Lists[L]>;
}

/** The names in each list: what a query or a variable can choose. */
export const NAMES: { [L in ListName]: (list: Lists[L]) => string[] } = {
  sites: ({ sites }) => sites.map((site) => site.domain),
  features: ({ features }) => features.map((feature) => feature.name),
  funnels: ({ funnels }) => funnels.map((funnel) => funnel.name),
  segments: ({ segments }) => segments.map((segment) => segment.name),
  goals: ({ goals }) => goals.map((goal) => goal.name),
  exposure_rules: ({ exposure_rules }) => exposure_rules.map((rule) => rule.name),
};
