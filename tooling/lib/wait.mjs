import { setTimeout as sleep } from 'node:timers/promises';

/** Asks an address until it answers 200. False where `child` ends, or the patience does, before. */
export async function answers(url, child, patienceMs = 120_000) {
  let ended = false;
  void child?.exited.then(() => (ended = true));
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline && !ended; await sleep(150)) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) {
      return true;
    }
  }
  return false;
}
