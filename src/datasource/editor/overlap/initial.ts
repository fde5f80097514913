import type { QuestionOf } from '../../types';

/** What the form of an overlap begins with. */
export const INITIAL_OVERLAP: QuestionOf<'overlap'> = {
  v: 1,
  kind: 'overlap',
  segments: ['New Users', 'Power Users', 'At Risk'],
};
