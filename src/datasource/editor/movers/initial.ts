import type { QuestionOf } from '../../types';

/** What a movers form begins with. */
export const INITIAL_MOVERS: QuestionOf<'movers'> = { v: 1, kind: 'movers' };
