import type { QuestionOf } from '../../types';

/** What a live form begins with. */
export const INITIAL_LIVE: QuestionOf<'live'> = { v: 1, kind: 'live' };
