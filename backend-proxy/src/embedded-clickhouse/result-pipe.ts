import { execFile } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { promisify } from 'node:util';

/** Makes a named pipe. Node has no call for it. */
export async function makePipe(path: string): Promise<void> {
  await rm(path, { force: true });
  await promisify(execFile)('mkfifo', ['-m', '600', path]);
}

/**
 * The reading end of a named pipe into which the engine writes one result. The engine waits when nobody reads, so a
 * result of any size goes through 64 KB; and it writes every format whole, which its own streaming call does not (it
 * repeats the head of JSON and of CSVWithNames for each block).
 */
export class ResultPipe {
  readonly chunks: Socket;
  private keeper: number | undefined;

  constructor(readonly path: string) {
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    // A pipe ends when its last writer leaves. This one stays until the query is known to have ended.
    this.keeper = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    this.chunks = new Socket({ fd: reader, readable: true, writable: false });
  }

  /** To be called once the engine has finished writing: what is still in the pipe is read, then it ends. */
  finish(): void {
    if (this.keeper !== undefined) {
      closeSync(this.keeper);
      this.keeper = undefined;
    }
  }

  close(): void {
    this.finish();
    this.chunks.destroy();
  }
}
