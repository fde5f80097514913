import { AnswerCache } from '../answer/cache/answer-cache';
import type { Changes } from '../answer/cache/changes';
import type { Config } from '../config/config';

/** The embedded engine has as many sessions; more at once would only wait there, where nobody is taken in turns. */
const AT_ONCE = 4;
const WAITING = 200;
const BYTES = 32 * 2 ** 20;
/** Others may write to a server's database: their changes are seen after this long. */
const SHARED_STORE_MS = 5000;

export function answerCacheOf({ clickhouseUrl }: Pick<Config, 'clickhouseUrl'>, changes: Changes): AnswerCache {
  const maxAgeMs = clickhouseUrl === undefined ? undefined : SHARED_STORE_MS;
  return new AnswerCache(changes, { atOnce: AT_ONCE, waiting: WAITING, bytes: BYTES, maxAgeMs });
}
