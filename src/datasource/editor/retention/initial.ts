import type { QuestionOf } from '../../types';

/** What a retention's form begins with. */
export const INITIAL_RETENTION: QuestionOf<'retention'> = { v: 1, kind: 'retention', interval: '1w' };
