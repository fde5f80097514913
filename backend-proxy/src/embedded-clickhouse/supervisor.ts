import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Backoff } from './backoff';
import type { ReadyMessage } from './child-messages';
import { describeEnding, EngineEnded, isLockedOut, type Ending } from './ending';
import type { EngineProcess } from './engine-process';

/** How the engine is. */
export interface EngineState {
  /** `failing` from the end of a process that was not asked to end until another is ready. */
  status: 'starting' | 'ready' | 'failing' | 'stopped';
  /** The engine's process, while there is one. */
  pid?: number;
  /** Why it is failing. */
  reason?: string;
  /** How often it was started again. */
  restarts: number;
}

/** An engine whose parent was killed notices it and ends; a start waits so long for that. */
const LOCKED_OUT_MS = 4000;
const LOCKED_OUT_PAUSE_MS = 200;

/** Keeps one process of the engine running: whenever it ends unasked, another is started. */
export class Supervisor {
  private readonly stopping = new AbortController();
  private process: EngineProcess | undefined;
  private status: EngineState['status'] = 'starting';
  private reason: string | undefined;
  private restarts = 0;
  private readySince: number | undefined;
  private watching = Promise.resolve();
  private stopped: Promise<void> | undefined;

  constructor(
    private readonly launch: () => EngineProcess,
    private readonly log: Logger
  ) {}

  state(): EngineState {
    const { status, reason, restarts } = this;
    return { status, reason, restarts, pid: this.process?.pid };
  }

  /** Starts the first process. Rejects with EngineEnded when it ends before it is ready; there is no second try then. */
  async start(): Promise<ReadyMessage> {
    const deadline = performance.now() + LOCKED_OUT_MS;
    let outcome = await this.begin();
    while (!isReady(outcome) && isLockedOut(outcome) && performance.now() < deadline) {
      await sleep(LOCKED_OUT_PAUSE_MS);
      outcome = await this.begin();
    }
    if (!isReady(outcome)) {
      throw new EngineEnded(outcome);
    }
    this.watching = this.watch();
    return outcome;
  }

  /** Ends the process where it stands; another is started as after a crash. An engine that is asked to end clears its old parts. */
  restart(): void {
    this.process?.kill();
  }

  /** Ends the process, and keeps it ended. */
  stop(): Promise<void> {
    return (this.stopped ??= this.end());
  }

  private async end(): Promise<void> {
    this.stopping.abort();
    await this.process?.stop();
    await this.watching;
    this.process = undefined;
    this.reason = undefined;
    this.status = 'stopped';
  }

  private async begin(): Promise<ReadyMessage | Ending> {
    const begun = performance.now();
    this.process = this.launch();
    const outcome = await this.process.start();
    if (isReady(outcome)) {
      this.readySince = performance.now();
      this.status = 'ready';
      this.reason = undefined;
      this.log.info({ pid: this.process.pid, ms: Math.round(this.readySince - begun) }, 'the engine is ready');
    } else {
      this.readySince = undefined;
    }
    return outcome;
  }

  private async watch(): Promise<void> {
    const { signal } = this.stopping;
    const backoff = new Backoff();
    let ending = await this.process?.ended;
    while (ending && !signal.aborted) {
      const pause = backoff.pause(this.readySince === undefined ? 0 : performance.now() - this.readySince);
      this.fail(ending, pause);
      await sleep(pause, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) {
        return;
      }
      this.restarts++;
      const outcome = await this.begin();
      ending = isReady(outcome) ? await this.process?.ended : outcome;
    }
  }

  private fail(ending: Ending, pause: number): void {
    const { code, signal, tail } = ending;
    this.status = 'failing';
    this.reason = describeEnding(ending);
    this.log.error(
      { pid: this.process?.pid, code, signal, stderr: tail, restarts: this.restarts, pauseMs: pause },
      'the engine ended unasked and is started again'
    );
    this.process = undefined;
  }
}

function isReady(outcome: ReadyMessage | Ending): outcome is ReadyMessage {
  return 'type' in outcome;
}
