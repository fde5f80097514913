import type { QuestionOf } from '../../types';

/** What a paths form begins with. */
export const INITIAL_PATHS: QuestionOf<'paths'> = { v: 1, kind: 'paths' };
