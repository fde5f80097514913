import type { QuestionOf } from '../../types';

/** What a top list's form begins with. */
export const INITIAL_TOP: QuestionOf<'top'> = {
  v: 1,
  kind: 'top',
  property: 'page.path',
  measures: [{ measure: 'page_views' }, { measure: 'unique_visitors' }],
  limit: 10,
};
