import { fork, type ChildProcess } from 'node:child_process';
import type { ChildOptions, ReadyMessage } from './child-messages';
import type { Ending } from './ending';

/** Loading the tables of a large store takes its time. */
const START_MS = 120_000;
const STOP_MS = 5000;
const TAIL_LENGTH = 4000;
/** Queries wait in threads of libuv's pool, and so do the requests to kill them. */
const THREADS = '16';

/**
 * The engine's allocator would keep up to 32 KB of each size of freed memory for each of its some sixty threads: 24 MB of an
 * idle process, for which hardly a query is faster. Its name for MALLOC_CONF begins with JE_.
 */
const SMALL_CACHES = 'tcache_max:1024,tcache_nslots_small_max:20,tcache_nslots_small_min:4,lg_tcache_nslots_mul:-1';

/** JavaScript only passes bytes on there: the room for new objects that it would take for that is 15 MB of memory. */
const SMALL_HEAP = '--max-semi-space-size=2';

/** One process of the engine, from its start to its end. */
export class EngineProcess {
  /** Resolves however the process ends. */
  readonly ended: Promise<Ending>;
  private readonly child: ChildProcess;
  private tail = '';

  constructor(
    program: string,
    private readonly options: ChildOptions
  ) {
    this.child = fork(program, [], {
      execArgv: [SMALL_HEAP],
      env: environment(),
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.tail = (this.tail + text).slice(-TAIL_LENGTH);
    });
    this.ended = new Promise((resolve) => {
      const end = (code: number | null, signal: NodeJS.Signals | null) => resolve({ code, signal, tail: this.tail });
      // 'close' comes after the last of standard error was read.
      this.child.on('close', end);
      this.child.on('error', (error) => {
        this.tail += error.message;
        if (this.child.pid === undefined) {
          end(null, null);
        }
      });
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Resolves when the engine takes queries; with the ending when it ends before. */
  async start(): Promise<ReadyMessage | Ending> {
    const ready = new Promise<ReadyMessage>((resolve) => this.child.once('message', resolve));
    const timer = setTimeout(() => {
      this.tail += `It was not ready after ${START_MS / 1000} s.`;
      this.child.kill('SIGKILL');
    }, START_MS);
    // What cannot be sent because the process is gone already is told by its ending.
    this.child.send(this.options, () => undefined);
    try {
      return await Promise.race([ready, this.ended]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends the process where it stands. */
  kill(): void {
    this.child.kill('SIGKILL');
  }

  /** Ends the process: asks first, then kills. */
  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
    await this.ended;
    clearTimeout(timer);
  }
}

/** Only what the engine needs: the parent's environment holds secrets, and options meant for another program. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return { PATH, HOME, TMPDIR, LANG, TZ: 'UTC', UV_THREADPOOL_SIZE: THREADS, JE_MALLOC_CONF: SMALL_CACHES };
}
