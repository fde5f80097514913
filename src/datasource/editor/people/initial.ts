import type { QuestionOf } from '../../types';

/** What the form of people begins with: all who were there. */
export const INITIAL_PEOPLE: QuestionOf<'people'> = {
  v: 1,
  kind: 'people',
  of: { kind: 'trends', measures: [{ measure: 'unique_visitors' }], pick: {} },
};
