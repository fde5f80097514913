import type { Answer } from '@fawkes/contract';
import { expect, test } from 'vitest';
import { AnswerCache } from './answer-cache';
import { Changes } from './changes';

const DAY = 86_400_000;
const LIMITS = { atOnce: 2, waiting: 2, bytes: 1_000_000 };
const asked = (changes: object = {}) => ({ workspace: 'w', key: 'q', until: 10 * DAY, ...changes });
const answerOf = (n: number) => ({ frames: [], meta: { storeMs: n } }) as unknown as Answer;

/** A cache and a computation that counts. */
function counting() {
  const changes = new Changes();
  const cache = new AnswerCache(changes, LIMITS);
  let computed = 0;
  const get = async (question = asked()) =>
    (await cache.get(question, undefined, async () => answerOf(++computed))).hit;
  return { changes, cache, get, computed: () => computed };
}

test('an answer is kept until an event comes in that it would have counted', async () => {
  const { changes, get } = counting();
  expect([await get(), await get()]).toEqual([false, true]);
  changes.events([{ workspace: 'other', time: 3 * DAY }]);
  changes.events([{ workspace: 'w', time: 10 * DAY }]);
  expect(await get()).toBe(true);
  changes.events([{ workspace: 'w', time: 10 * DAY - 1 }]);
  expect([await get(), await get()]).toEqual([false, true]);
  changes.anything();
  expect([await get(), await get()]).toEqual([false, true]);
  changes.anything('other');
  expect(await get()).toBe(true);
  changes.anything('w');
  expect([await get(), await get()]).toEqual([false, true]);
});

test('what comes in while an answer is computed makes it too old for who asks afterwards', async () => {
  const { changes, cache, get } = counting();
  await cache.get(asked(), undefined, async () => {
    changes.events([{ workspace: 'w', time: 0 }]);
    return answerOf(0);
  });
  expect(await get()).toBe(false);
});

test('a refresh forgets one workspace', async () => {
  const { cache, get } = counting();
  await get();
  await get(asked({ workspace: 'x' }));
  cache.refresh('w');
  expect([await get(), await get(asked({ workspace: 'x' }))]).toEqual([false, true]);
});

test('who asks the same at the same moment shares one computation', async () => {
  const { cache, computed, get } = counting();
  expect(await Promise.all([get(), get(), get(), get(asked({ key: 'other' }))])).toEqual([false, true, true, false]);
  expect([computed(), cache.counts]).toEqual([2, { hits: 0, misses: 2, shared: 2 }]);
});

test('a failure is everybody’s who waited for it, and nobody’s afterwards', async () => {
  const { cache, get } = counting();
  const failing = () => cache.get(asked(), undefined, () => Promise.reject(new Error('no')));
  await expect(Promise.all([failing(), failing()])).rejects.toThrow('no');
  expect(await get()).toBe(false);
});

test('a computation is given up when the last who waited for it goes away, not before', async () => {
  const { cache } = counting();
  const [first, second] = [new AbortController(), new AbortController()];
  let given: AbortSignal | undefined;
  const wait = (signal: AbortSignal) =>
    new Promise<Answer>((_, reject) => signal.addEventListener('abort', () => reject(new Error('given up'))));
  const compute = (signal: AbortSignal) => wait((given = signal));
  const one = cache.get(asked(), first.signal, compute);
  const two = cache.get(asked(), second.signal, compute);
  first.abort();
  await expect(one).rejects.toMatchObject({ status: 499 });
  expect(given?.aborted).toBe(false);
  second.abort();
  await expect(two).rejects.toThrow('given up');
  expect(given?.aborted).toBe(true);
});

test('large answers and many of them stay within the memory given', async () => {
  const changes = new Changes();
  const cache = new AnswerCache(changes, { ...LIMITS, bytes: 10_000 });
  const large = { frames: [], meta: { notices: ['x'.repeat(2000)] } } as unknown as Answer;
  const get = async (key: string, answer: Answer) =>
    (await cache.get(asked({ key }), undefined, async () => answer)).hit;
  expect([await get('large', large), await get('large', large)]).toEqual([false, false]);
  for (let i = 0; i < 500; i++) {
    await get(`small ${i}`, answerOf(i));
  }
  expect([await get('small 499', answerOf(0)), await get('small 0', answerOf(0))]).toEqual([true, false]);
});
