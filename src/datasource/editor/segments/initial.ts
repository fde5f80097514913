import type { QuestionOf } from '../../types';

/** What the form of segments begins with. */
export const INITIAL_SEGMENTS: QuestionOf<'segments'> = { v: 1, kind: 'segments' };
