import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from './root.mjs';

const PATIENCE_MS = 20_000;

/**
 * A process that belongs to this one.
 * @typedef {{ exited: Promise<number>, stop: () => Promise<void> }} Child
 */

/** Starts a process; `exited` gives its exit code, `stop` ends it and waits, at last by force. @returns {Child} */
export function startChild(command, args, { env = {}, stdio = 'inherit', cwd = ROOT } = {}) {
  const child = spawn(command, args, { cwd, stdio, env: { ...process.env, ...env } });
  const exited = once(child, 'exit').then(
    ([code]) => code ?? 1,
    (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      return 1;
    }
  );
  return {
    exited,
    async stop() {
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
      await exited;
      clearTimeout(force);
    },
  };
}
