import type { QuestionOf } from '../../types';

/** What a lifecycle's form begins with. */
export const INITIAL_LIFECYCLE: QuestionOf<'lifecycle'> = { v: 1, kind: 'lifecycle' };
