import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { FairQueue } from './fair-queue';

/** Work that is done when told, and what began in which order. */
function bench(queue: FairQueue) {
  const begun: string[] = [];
  const ends: Array<() => void> = [];
  return {
    begun,
    ask(workspace: string, name: string, signal = new AbortController().signal) {
      return queue.run(workspace, signal, () => {
        begun.push(name);
        return new Promise<void>((resolve) => ends.push(resolve));
      });
    },
    async endFirst() {
      ends.shift()?.();
      await sleep(0);
    },
  };
}

test('workspaces take turns, however many questions one of them has waiting', async () => {
  const queue = new FairQueue({ atOnce: 1, waiting: 10 });
  const { ask, begun, endFirst } = bench(queue);
  const all = ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1'].map((name) => ask(name.charAt(0), name));
  for (let i = 0; i < 7; i++) {
    await endFirst();
  }
  await Promise.all(all);
  expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
});

test('as many work at once as may, and no more', async () => {
  const queue = new FairQueue({ atOnce: 2, waiting: 10 });
  const { ask, begun, endFirst } = bench(queue);
  const all = [ask('a', '1'), ask('b', '2'), ask('c', '3')];
  expect([begun, queue.waiting]).toEqual([['1', '2'], 1]);
  for (let i = 0; i < 3; i++) {
    await endFirst();
  }
  await Promise.all(all);
  expect(begun).toEqual(['1', '2', '3']);
});

test('one workspace holds all places but one, so that another’s question begins at once', async () => {
  const queue = new FairQueue({ atOnce: 4, waiting: 10 });
  const { ask, begun, endFirst } = bench(queue);
  const all = ['a1', 'a2', 'a3', 'a4', 'b1', 'b2'].map((name) => ask(name.charAt(0), name));
  expect([begun, queue.waiting]).toEqual([['a1', 'a2', 'a3', 'b1'], 2]);
  for (let i = 0; i < 6; i++) {
    await endFirst();
  }
  await Promise.all(all);
  expect(begun).toEqual(['a1', 'a2', 'a3', 'b1', 'a4', 'b2']);
});

test('too many of one workspace are turned away, and do not keep another’s out', async () => {
  const queue = new FairQueue({ atOnce: 1, waiting: 1 });
  const { ask, endFirst } = bench(queue);
  const all = [ask('a', '1'), ask('a', '2')];
  await expect(ask('a', '3')).rejects.toMatchObject({ status: 503, code: 'too_many_questions' });
  all.push(ask('b', '4'));
  for (let i = 0; i < 3; i++) {
    await endFirst();
  }
  await Promise.all(all);
});

test('who gives up waiting leaves the line, and work that fails makes room', async () => {
  const queue = new FairQueue({ atOnce: 1, waiting: 5 });
  const { ask, begun, endFirst } = bench(queue);
  const gone = new AbortController();
  const failing = queue.run('a', gone.signal, () => Promise.reject(new Error('no')));
  const [one, two] = [ask('a', '1', gone.signal), ask('a', '2')];
  gone.abort();
  await expect(failing).rejects.toThrow('no');
  await expect(one).rejects.toMatchObject({ status: 499 });
  await sleep(0);
  await endFirst();
  await two;
  expect([begun, queue.waiting]).toEqual([['2'], 0]);
});
