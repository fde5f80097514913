import { createContext, useContext, useEffect, useState } from 'react';
import { getTemplateSrv, isFetchError } from '@grafana/runtime';
import type { ComboboxOption } from '@grafana/ui';
import { BEHAVIOURS, type Feature, type FunnelDefinition, type Goal, type Matcher } from '@fawkes/contract';
import { NAMES, type Lister, type ListName, type Lists } from '../../lists';

/** What the editor offers to choose from. Whatever is not offered may be typed. */
export interface Workspace {
  sites: string[];
  funnels: FunnelDefinition[];
  features: Feature[];
  goals: Goal[];
  /** By their names. */
  segments: string[];
  exposureRules: string[];
  /** Why a list is missing. */
  problem?: string;
}

const NOTHING: Workspace = { sites: [], funnels: [], features: [], goals: [], segments: [], exposureRules: [] };

export const WorkspaceContext = createContext<Workspace>(NOTHING);

/** The data source's workspace, fetched once an editor; a list that fails leaves the others. */
export function useWorkspaceOf(lister: Lister): Workspace {
  const [workspace, setWorkspace] = useState(NOTHING);
  useEffect(() => {
    let mounted = true;
    void fetchWorkspace(lister).then((fetched) => mounted && setWorkspace(fetched));
    return () => {
      mounted = false;
    };
  }, [lister]);
  return workspace;
}

async function fetchWorkspace(lister: Lister): Promise<Workspace> {
  let problem: string | undefined;
  const fetched = <L extends ListName>(name: L): Promise<Partial<Lists[L]>> =>
    lister.list(name).catch((error: unknown) => {
      problem ??= reasonOf(error);
      return {};
    });
  const [sites, funnels, features, goals, segments, rules] = await Promise.all([
    fetched('sites'),
    fetched('funnels'),
    fetched('features'),
    fetched('goals'),
    fetched('segments'),
    fetched('exposure_rules'),
  ]);
  return {
    sites: NAMES.sites({ sites: [], ...sites }),
    funnels: funnels.funnels ?? [],
    features: features.features ?? [],
    goals: goals.goals ?? [],
    segments: NAMES.segments({ segments: [], ...segments }),
    exposureRules: NAMES.exposure_rules({ exposure_rules: [], ...rules }),
    problem,
  };
}

function reasonOf(error: unknown): string {
  return isFetchError(error) ? String(error.data?.detail ?? error.data?.message ?? error.statusText) : String(error);
}

export const useSites = (): ComboboxOption[] => withVariables(useContext(WorkspaceContext).sites);

/** The features that are defined. */
export const useFeatures = (): ComboboxOption[] =>
  withVariables(useContext(WorkspaceContext).features.map(({ name }) => name));

/** The segments that are defined, and those that everybody has. */
export const useSegments = (): ComboboxOption[] =>
  withVariables([...BEHAVIOURS, ...useContext(WorkspaceContext).segments]);

/** The goals that are defined. */
export const useGoals = (): ComboboxOption[] =>
  withVariables(useContext(WorkspaceContext).goals.map(({ name }) => name));

/** The rules that say what shows an experiment, where the workspace has its own. */
export const useExposureRules = (): ComboboxOption[] => withVariables(useContext(WorkspaceContext).exposureRules);

export const useFunnels = (): FunnelDefinition[] => useContext(WorkspaceContext).funnels;

/** The names or page paths that the workspace's definitions speak of: what its events are likely called. */
export function useKnown(part: 'events' | 'paths'): ComboboxOption[] {
  const { funnels, features, goals } = useContext(WorkspaceContext);
  const matchers: Array<Matcher | undefined> = [
    ...[...features, ...goals].map(({ match }) => match),
    ...funnels.flatMap((funnel) => [funnel.entry, ...funnel.steps.map((step) => step.match)]),
  ];
  return withVariables([...new Set(matchers.flatMap((matcher) => matcher?.[part] ?? []))]);
}

/** Names as options, the dashboard's variables first. */
export function withVariables(names: string[]): ComboboxOption[] {
  const variables = getTemplateSrv()
    .getVariables()
    .map(({ name }) => `\${${name}}`);
  return [...variables, ...names].map((value) => ({ value, label: value }));
}
