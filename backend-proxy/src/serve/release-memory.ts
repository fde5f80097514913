import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const LOOK_EVERY_MS = 10_000;
/** Of one processor: less than this is nothing that anybody waits for. */
const IDLE_SHARE = 0.05;
/** Less is not worth the some ten milliseconds that it takes. */
const WORTH_BYTES = 16 * 1024 * 1024;
/** The room for new objects becomes smaller only where few were made of late, which a first look may come too early for. */
const MOST_LOOKS = 3;

/**
 * Gives back what a burst of work took, once it is over: a process that is idle afterwards never fills its heap again, and
 * would keep up to 100 MB of garbage and of room for it as long as it lives.
 */
export function releaseMemoryWhenIdle(): void {
  let before = process.cpuUsage();
  // What no collection gives back: room between what is used.
  let kept = 0;
  let looks = 0;
  setInterval(() => {
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    const isIdle = (user + system) / 1000 < LOOK_EVERY_MS * IDLE_SHARE;
    if (!isIdle || spareBytes() <= kept + WORTH_BYTES) {
      looks = 0;
      return;
    }
    releaseMemory();
    looks += 1;
    if (looks === MOST_LOOKS) {
      kept = spareBytes();
    }
  }, LOOK_EVERY_MS).unref();
}

function spareBytes(): number {
  const { total_heap_size: total, used_heap_size: used } = getHeapStatistics();
  return total - used;
}

function releaseMemory(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
}
