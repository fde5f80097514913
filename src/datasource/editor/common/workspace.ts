import { createContext, useContext, useEffect, useState } from 'react';
import { getTemplateSrv, isFetchError } from '@grafana/runtime';
import type { ComboboxOption } from '@grafana/ui';
import { BEHAVIOURS, type Feature, type FunnelDefinition, type Matcher } from '@fawkes/contract';
import { NAMES, type Lister } from '../../lists';

/** What the editor offers to choose from. Whatever is not offered may be typed. */
export interface Workspace {
  sites: string[];
  funnels: FunnelDefinition[];
  features: Feature[];
  /** By their names. */
  segments: string[];
  /** Why a list is missing. */
  problem?: string;
}

const NOTHING: Workspace = { sites: [], funnels: [], features: [], segments: [] };

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
  const [sites, funnels, features, segments] = await Promise.allSettled([
    lister.list('sites'),
    lister.list('funnels'),
    lister.list('features'),
    lister.list('segments'),
  ]);
  const failed = [sites, funnels, features, segments].find((list) => list.status === 'rejected');
  return {
    sites: sites.status === 'fulfilled' ? NAMES.sites(sites.value) : [],
    funnels: funnels.status === 'fulfilled' ? funnels.value.funnels : [],
    features: features.status === 'fulfilled' ? features.value.features : [],
    segments: segments.status === 'fulfilled' ? NAMES.segments(segments.value) : [],
    problem: failed && reasonOf(failed.reason),
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

export const useFunnels = (): FunnelDefinition[] => useContext(WorkspaceContext).funnels;

/** The names or page paths that the workspace's definitions speak of: what its events are likely called. */
export function useKnown(part: 'events' | 'paths'): ComboboxOption[] {
  const { funnels, features } = useContext(WorkspaceContext);
  const matchers: Array<Matcher | undefined> = [
    ...features.map((feature) => feature.match),
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
