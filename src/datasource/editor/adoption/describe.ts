import type { QueryOf } from '../../types';
import { intervalWords, listed, quoted, selectionWords } from '../common/words';

/** What is shown of features, in words. */
export function describeAdoption({ features, view, interval, segments, ...rest }: QueryOf<'adoption'>): string {
  const which = features === undefined ? 'each feature' : listed(features.map(quoted));
  const among = segments === undefined ? 'each behavioural segment' : listed(segments.map(quoted));
  const how = {
    table: `people use ${which}, against the previous period`,
    over_time: `people use ${which} ${intervalWords(interval)}`,
    by_segment: `of the people of ${among} use ${which}`,
  }[view ?? 'table'];
  return `How many ${how}${selectionWords(rest)}`;
}
