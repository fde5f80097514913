import { SceneQueryRunner } from '@grafana/scenes';
import { DATASOURCE_ID } from '../constants';
import type { FawkesQuery } from '../datasource/types';

/** A question of the app: the site comes from the page's controls, and so do the people where it names none itself. */
export type Question = FawkesQuery extends infer Q
  ? Q extends unknown
    ? Omit<Q, 'v' | 'site' | 'datasource'>
    : never
  : never;

/** Completes a question with what every question of the app has. */
export const onChosenSite = (question: Question): FawkesQuery =>
  ({ v: 1, segment: '${segment}', ...question, site: '${site}' }) as FawkesQuery;

/** Asks the chosen data source; all of `questions` go out as one request. */
export function ask(...questions: Question[]): SceneQueryRunner {
  return new SceneQueryRunner({
    datasource: { type: DATASOURCE_ID, uid: '${ds}' },
    queries: questions.map(onChosenSite),
  });
}
