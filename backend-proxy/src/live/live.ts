import type { Answer } from '@fawkes/contract';
import type { Changes } from '../answer/cache/changes';
import { Problem } from '../problem';
import { liveQuestion } from './live-question';
import { Watch, type Rhythm, type State } from './watch';

/** What one viewer has of a question that is watched. */
export interface Watching {
  /** The first state after number `seen`; undefined where none comes within `patienceMs`, or before `signal` fires. */
  after(seen: number, signal: AbortSignal, patienceMs: number): Promise<State | undefined>;
  /** Nobody asks any more once the last viewer has left. */
  leave(): void;
}

export interface Live {
  /** Throws a Problem 400 for a query that cannot be watched, 429 or 503 where too much is watched already. */
  watch(workspace: string, query: unknown): Watching;
  /** Fires when the proxy stops: all viewers are to be let go. */
  stopping: AbortSignal;
  stop(): void;
}

interface LiveDeps {
  ask: (workspace: string, query: unknown, signal?: AbortSignal) => Promise<Answer>;
  changes: Pick<Changes, 'listen'>;
  now: () => number;
  rhythm?: Rhythm;
  most?: { inAll: number; ofWorkspace: number };
}

interface Watched {
  workspace: string;
  watch: Watch;
  viewers: number;
}

/** Questions that are watched. Each is asked once for all its viewers, about once a second at most. */
export function createLive(deps: LiveDeps): Live {
  const { ask, changes, now, rhythm = { pauseMs: 1000, tickMs: 5000 }, most = { inAll: 500, ofWorkspace: 100 } } = deps;
  const watched = new Map<string, Watched>();
  const stopping = new AbortController();
  changes.listen((workspace) => {
    for (const one of watched.values()) {
      if (workspace === undefined || one.workspace === workspace) {
        one.watch.change();
      }
    }
  });

  function begin(key: string, workspace: string, at: (now: number) => unknown): Watched {
    const watch = new Watch((signal) => ask(workspace, at(now()), signal), rhythm);
    const begun = { workspace, watch, viewers: 0 };
    watched.set(key, begun);
    return begun;
  }

  return {
    watch(workspace, query) {
      const question = liveQuestion(query);
      refuseTooMany([...watched.values()], workspace, most);
      const key = `${workspace} ${question.key}`;
      const one = watched.get(key) ?? begin(key, workspace, question.at);
      one.viewers += 1;
      let left = false;
      return {
        after: (...asked) => one.watch.after(...asked),
        leave() {
          one.viewers -= left ? 0 : 1;
          left = true;
          if (one.viewers === 0 && watched.get(key) === one) {
            watched.delete(key);
            one.watch.end();
          }
        },
      };
    },
    stopping: stopping.signal,
    stop() {
      stopping.abort();
      watched.forEach(({ watch }) => watch.end());
      watched.clear();
    },
  };
}

function refuseTooMany(all: Watched[], workspace: string, most: { inAll: number; ofWorkspace: number }): void {
  const viewers = (some: Watched[]) => some.reduce((sum, one) => sum + one.viewers, 0);
  if (viewers(all.filter((one) => one.workspace === workspace)) >= most.ofWorkspace) {
    throw new Problem(
      429,
      'too_many_streams',
      `The workspace has ${most.ofWorkspace} live streams open: close some, or ask without "live".`
    );
  }
  if (viewers(all) >= most.inAll) {
    throw new Problem(
      503,
      'too_many_streams',
      `The proxy has ${most.inAll} live streams open: try again later, or ask without "live".`
    );
  }
}
