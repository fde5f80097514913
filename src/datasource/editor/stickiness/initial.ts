import type { QuestionOf } from '../../types';

/** What a stickiness form begins with. */
export const INITIAL_STICKINESS: QuestionOf<'stickiness'> = { v: 1, kind: 'stickiness', interval: '1d' };
