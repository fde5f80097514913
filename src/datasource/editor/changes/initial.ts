import type { QuestionOf } from '../../types';

/** What the form of changes begins with. */
export const INITIAL_CHANGES: QuestionOf<'changes'> = { v: 1, kind: 'changes' };
