import type { Logger } from 'pino';
import { isUnavailable } from '../store/engine-problem';
import type { EventStore } from '../store/event-store';
import { KnownLinks } from './known-links';
import { linksOfRecent, rewritePersons, workspacesWithLinks } from './rewrite';

/** Keeps the persons of events right while visitors become users. */
export interface Linker {
  /** Brings all events up to date with all links, however they came in: also those that were put back from a backup. */
  settle(): Promise<void>;
  /** Resolves when nothing is written any more. */
  stop(): Promise<void>;
}

export interface LinkerOptions {
  store: EventStore;
  log: Logger;
  /** Milliseconds between two looks for new links (default 10,000). */
  everyMs?: number;
}

/** Blocks are stamped before they are stored, by clocks that may differ: this much is looked at twice. */
const OVERLAP_MS = 60_000;

/** Starts to look for links in the background. The first look is at everything, since nobody knows what the last process missed. */
export function startLinker({ store, log, everyMs = 10_000 }: LinkerOptions): Linker {
  const known = new KnownLinks();
  let since: number | undefined;
  let last: Promise<void> = Promise.resolve();
  let stopped = false;

  async function everything(): Promise<void> {
    const now = Date.now();
    for (const workspace of await workspacesWithLinks(store)) {
      await rewritePersons(store, workspace);
    }
    since = now - OVERLAP_MS;
  }

  async function recent(from: number): Promise<void> {
    const now = Date.now();
    const links = await linksOfRecent(store, from);
    const news = new Set(links.filter((link) => !known.has(link)).map(({ workspace }) => workspace));
    for (const workspace of new Set(links.map((link) => link.workspace))) {
      // Of a visitor whose link is known, only what came in since may bear the wrong name.
      const eventsSince = news.has(workspace) ? {} : { eventsSince: from };
      await rewritePersons(store, workspace, { visitorsSince: from, ...eventsSince });
    }
    known.remember(links);
    since = now - OVERLAP_MS;
  }

  /** One after another: two rewrites at once would only wait for each other. */
  function queue(work: () => Promise<void>): Promise<void> {
    const done = last.then(() => (stopped ? undefined : work()));
    last = done.catch(() => undefined);
    return done;
  }

  async function look(): Promise<void> {
    try {
      await queue(() => (since === undefined ? everything() : recent(since)));
    } catch (error) {
      log[isUnavailable(error) ? 'debug' : 'warn']({ err: error }, 'links are tried again');
    } finally {
      if (!stopped) {
        timer = setTimeout(() => void look(), everyMs).unref();
      }
    }
  }

  let timer: NodeJS.Timeout | undefined;
  void look();
  return {
    settle: () => queue(everything),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await last;
    },
  };
}
