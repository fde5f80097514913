import type { QueryOf } from '../../types';
import { matcherWords, quoted, selectionWords } from '../common/words';

/** What a list of experiments shows, in words. */
export function describeExperiments(query: QueryOf<'experiments'>): string {
  const which = query.status === undefined ? 'Experiments' : `Experiments that are ${query.status}`;
  return `${which}: how many people each variant was shown to, and how many of them ${conversionWords(query)}`;
}

/** What is asked of one experiment, in words. */
export function describeExperiment(query: QueryOf<'experiment'>): string {
  const which = query.experiment === '' ? 'an experiment' : `the experiment ${quoted(query.experiment)}`;
  return `How many people each variant of ${which} was shown to, and how many of them ${conversionWords(query)}`;
}

function conversionWords(query: QueryOf<'experiments'> | QueryOf<'experiment'>): string {
  const { metric, exposure } = query;
  const did =
    metric === undefined ? 'then did something that carries the experiment' : `then did ${matcherWords(metric)}`;
  return `${did}${shownWords(exposure)}${selectionWords(query)}`;
}

function shownWords(exposure: QueryOf<'experiment'>['exposure']): string {
  if (typeof exposure === 'string') {
    return `, shown by the rule ${quoted(exposure)}`;
  }
  return exposure?.match === undefined ? '' : `, shown by ${matcherWords(exposure.match)}`;
}
