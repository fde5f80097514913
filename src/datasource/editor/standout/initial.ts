import type { QuestionOf } from '../../types';

/** What the form of what stands out begins with. */
export const INITIAL_STANDOUT: QuestionOf<'standout'> = { v: 1, kind: 'standout', of: 'Power Users' };
