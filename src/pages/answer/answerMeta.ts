import type { DataFrame } from '@grafana/data';
import type { AnswerMeta } from '@fawkes/contract';

/** What the pages read of an answer's meta; the data source's backend hands it on in each frame. */
export type PageMeta = Partial<Pick<AnswerMeta, 'demo' | 'freshness' | 'workspace'>>;

/** The meta of the page's answer, empty until there is one. */
export function answerMeta(frames: DataFrame[]): PageMeta {
  return frames.find((frame) => frame.meta?.custom !== undefined)?.meta?.custom ?? {};
}

/** True when the workspace has never received an event; null is the proxy's word for it, absent is not known. */
export const hasNoEvents = (meta: PageMeta): boolean => meta.freshness === null;
