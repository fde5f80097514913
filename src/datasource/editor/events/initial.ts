import type { QuestionOf } from '../../types';

/** What a log's form begins with. */
export const INITIAL_EVENTS: QuestionOf<'events'> = { v: 1, kind: 'events', limit: 100 };
