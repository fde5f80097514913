const DAY_MS = 86_400_000;

/** Numbers the changes of the event store, and knows the last one of each day of each workspace. */
export class Changes {
  private count = 0;
  private ofAnything = 0;
  private readonly ofWorkspaces = new Map<string, number>();
  private readonly ofDays = new Map<string, Map<number, number>>();
  private readonly listeners: Array<(workspace?: string) => void> = [];

  /** Tells of each change as it is noticed: in which workspace, or, without one, in any. */
  listen(listener: (workspace?: string) => void): void {
    this.listeners.push(listener);
  }

  /** Events came in, of these workspaces and times (ms since 1970). */
  events(events: ReadonlyArray<{ workspace: string; time: number }>): void {
    this.count += 1;
    for (const { workspace, time } of events) {
      const days = this.ofDays.get(workspace) ?? new Map<number, number>();
      this.ofDays.set(workspace, days);
      days.set(Math.floor(time / DAY_MS), this.count);
    }
    if (this.listeners.length > 0) {
      new Set(events.map(({ workspace }) => workspace)).forEach((workspace) => this.tell(workspace));
    }
  }

  /** Something changed that may be in any answer, of this workspace or, without it, of all. */
  anything(workspace?: string): void {
    this.count += 1;
    if (workspace === undefined) {
      this.ofAnything = this.count;
      this.ofWorkspaces.clear();
      this.ofDays.clear();
    } else {
      this.ofWorkspaces.set(workspace, this.count);
      this.ofDays.delete(workspace);
    }
    this.tell(workspace);
  }

  /** The version of a workspace's data before `until` (ms since 1970): it rises with each change there. */
  version(workspace: string, until: number): number {
    let last = this.ofWorkspaces.get(workspace) ?? this.ofAnything;
    for (const [day, change] of this.ofDays.get(workspace) ?? []) {
      if (change > last && day * DAY_MS < until) {
        last = change;
      }
    }
    return last;
  }

  private tell(workspace?: string): void {
    this.listeners.forEach((listener) => listener(workspace));
  }
}
