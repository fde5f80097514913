import type { QuestionOf } from '../../types';

/** What the forms about experiments begin with. */
export const INITIAL_EXPERIMENTS: QuestionOf<'experiments'> = { v: 1, kind: 'experiments' };
export const INITIAL_EXPERIMENT: QuestionOf<'experiment'> = { v: 1, kind: 'experiment', experiment: '' };
