import type { QuestionOf } from '../../types';

/** What the form of recency, frequency and breadth begins with. */
export const INITIAL_RFM: QuestionOf<'rfm'> = { v: 1, kind: 'rfm' };
