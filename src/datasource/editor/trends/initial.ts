import type { QuestionOf } from '../../types';

/** What a trends form begins with. */
export const INITIAL_TRENDS: QuestionOf<'trends'> = {
  v: 1,
  kind: 'trends',
  measures: [{ measure: 'page_views' }, { measure: 'unique_visitors' }],
};
