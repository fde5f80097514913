import { readFile } from 'node:fs/promises';

/**
 * What tells a process from every other that ever had its number: the boot of the machine and the tick at which it
 * began. Undefined for a process that is gone, and where the system does not tell (it has no /proc).
 */
export async function processIdentity(pid: number): Promise<string | undefined> {
  try {
    const [boot, stat] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ]);
    // The name in the second field may hold blanks and brackets; behind its last bracket the third field begins.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTime] = [fields[0], fields[19]];
    // A zombie holds nothing any more, it only waits for its parent to notice.
    return state === 'Z' || startTime === undefined ? undefined : `${boot.trim()} ${startTime}`;
  } catch {
    return undefined;
  }
}

/** Whether the process that had this number and identity still runs. */
export async function isRunning(pid: number, identity: string | undefined): Promise<boolean> {
  if (identity !== undefined) {
    return (await processIdentity(pid)) === identity;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
