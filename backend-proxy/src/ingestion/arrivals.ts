import { UnknownSites } from './unknown-sites';

const NONE = {
  /** Events stored. */
  accepted: 0,
  /** Events left out, since one with the same id is stored. */
  duplicates: 0,
  /** Events that could not be read, or are of a site that is not the workspace's. */
  rejected: 0,
  /** Events of a browser without a person. */
  bots: 0,
  /** Page views left out, since the same one was counted within the second. */
  doubled: 0,
  /** Requests over the rate limit. */
  limited: 0,
};

export type ArrivalCounts = typeof NONE;

/** What became of all that arrived since the start of this process, so that an operator sees what was dropped and why. */
export class Arrivals {
  readonly unknown = new UnknownSites();
  /** Requests over the rate limit that no workspace can be told of. */
  limited = 0;
  private readonly workspaces = new Map<string, ArrivalCounts>();

  /** `since` in milliseconds since 1970. */
  constructor(readonly since: number) {}

  count(workspace: string, what: keyof ArrivalCounts, events = 1): void {
    const counts = this.workspaces.get(workspace) ?? { ...NONE };
    counts[what] += events;
    this.workspaces.set(workspace, counts);
  }

  of(workspace: string): ArrivalCounts {
    return this.workspaces.get(workspace) ?? NONE;
  }
}
