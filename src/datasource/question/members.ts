import { isPlainObject, omit, pick } from 'lodash';
import { QUERY_KINDS, type QueryKind } from '@fawkes/contract';
import type { FawkesQuery } from '../types';

/** Members of a saved query that are Grafana's: which query of which panel it is, and how Grafana runs it. */
const GRAFANAS_OWN = [
  'refId',
  'datasource',
  'datasourceId',
  'hide',
  'instant',
  'intervalMs',
  'key',
  'maxDataPoints',
  'queryCachingTTL',
  'queryType',
  'resultAssertions',
  'timeRange',
] as const;

/** Members of the contract's query that the panel gives anew each time it asks. */
const GIVEN_BY_PANEL = ['range', 'timezone', 'weekStart'] as const;

export type Members = Record<string, unknown>;

/** What the query asks, without what Grafana and the panel add: what a person writes and a dashboard keeps. */
export const questionOf = (query: FawkesQuery): Members => omit(query, [...GRAFANAS_OWN, ...GIVEN_BY_PANEL]);

/** The same query of the same panel, asking something else. */
export const withQuestion = (query: FawkesQuery, question: Members): FawkesQuery =>
  ({ ...pick(query, GRAFANAS_OWN), ...omit(question, GRAFANAS_OWN) }) as FawkesQuery;

/** The members of `query` that a question of `kind` has, too. Which part of the answer is wanted is not among them: each kind's has others. */
export const sharedWith = (kind: QueryKind, query: FawkesQuery): Members =>
  omit(pick(questionOf(query), Object.keys(QUERY_KINDS[kind].shape)), 'select');

export const isMembers = (value: unknown): value is Members => isPlainObject(value);
