import type { QuestionOf } from '../../types';

/** What a funnel's form begins with: the name of a defined funnel is still to be chosen. */
export const INITIAL_FUNNEL: QuestionOf<'funnel'> = { v: 1, kind: 'funnel', funnel: '' };
