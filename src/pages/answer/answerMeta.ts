import type { DataFrame } from '@grafana/data';
import { uniqBy } from 'lodash';
import type { AnswerMeta, Notice } from '@fawkes/contract';

/** What the pages read of an answer's meta; the data source's backend hands it on in each frame. */
export type PageMeta = Partial<Pick<AnswerMeta, 'demo' | 'freshness' | 'notices' | 'workspace'>>;

/** The meta of the page's answer, empty until there is one. */
export function answerMeta(frames: DataFrame[]): PageMeta {
  return frames.find((frame) => frame.meta?.custom !== undefined)?.meta?.custom ?? {};
}

/** True when the workspace has never received an event; null is the proxy's word for it, absent is not known. */
export const hasNoEvents = (meta: PageMeta): boolean => meta.freshness === null;

/** What the answers say about their numbers, each thing once however many of them say it. */
export const noticesOf = (frames: DataFrame[]): Notice[] =>
  uniqBy(
    frames.flatMap((frame): Notice[] => frame.meta?.custom?.['notices'] ?? []),
    'text'
  );
