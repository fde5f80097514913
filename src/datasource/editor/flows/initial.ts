import type { QuestionOf } from '../../types';

/** What the form of flows begins with. */
export const INITIAL_FLOWS: QuestionOf<'flows'> = { v: 1, kind: 'flows' };
