import { defaults } from 'lodash';
import { questionOf, withQuestion } from '../question/members';
import type { FawkesQuery } from '../types';
import { INITIAL_TRENDS } from './trends/initial';

/** Tells a query that nobody has written yet: an alert rule or a link into Explore begins with its refId alone. */
export const isBlank = (query: Partial<FawkesQuery>): boolean => query.kind === undefined;

/** The query itself; a blank one as the form begins it, so that what is shown is also what is asked. */
export const begun = (query: FawkesQuery): FawkesQuery =>
  isBlank(query) ? withQuestion(query, defaults(questionOf(query), INITIAL_TRENDS)) : query;
