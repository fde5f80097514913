import type { QuestionOf } from '../../types';

/** What a features' form begins with. */
export const INITIAL_ADOPTION: QuestionOf<'adoption'> = { v: 1, kind: 'adoption' };
