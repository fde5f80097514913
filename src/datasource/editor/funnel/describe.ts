import type { FunnelExclusion } from '@fawkes/contract';
import type { QueryOf } from '../../types';
import {
  durationWords,
  intervalWords,
  listed,
  matcherWords,
  propertyWords,
  quoted,
  selectionWords,
} from '../common/words';

type Funnel = QueryOf<'funnel'>;

/** What a funnel query computes, in words. */
export function describeFunnel(query: Funnel): string {
  return `${viewWords(query)} ${stepsWords(query)}${breakdownWords(query)}${selectionWords(query)}`;
}

function viewWords({ view, interval, counting, funnel, properties = [] }: Funnel): string {
  const who = { person: 'people', session: 'sessions', total: 'attempts' }[counting ?? 'person'];
  const go = funnel === undefined ? 'do' : 'get through each step of';
  switch (view) {
    case 'trend':
      return `Which share of ${who}, ${intervalWords(interval)}, ${funnel === undefined ? 'does' : 'gets through'}`;
    case 'time_to_convert':
      return `How long it takes ${who} to ${funnel === undefined ? 'do' : 'get through'}`;
    case 'correlation': {
      const what = ['events', ...properties.map((property) => `values of ${propertyWords(property)}`)];
      return `Which ${listed(what)} go with it when ${who} ${funnel === undefined ? 'do' : 'get through'}`;
    }
    default:
      return `How many ${who} ${go}`;
  }
}

function stepsWords({ funnel, steps = [], order, window, entry, start, hold, exclusions = [] }: Funnel): string {
  if (funnel !== undefined) {
    return `the funnel ${quoted(funnel)}`;
  }
  const names = steps.map((step) => `${quoted(step.name)}${step.optional ? ' (or not)' : ''}`);
  const path = order === 'unordered' ? listed(names) : names.join(' → ');
  const way = { ordered: 'one after the other', strict: 'with nothing between', unordered: 'in any order' };
  return [
    `${path}, ${way[order ?? 'ordered']}`,
    window === undefined ? '' : `, within ${durationWords(window)}`,
    start === 'first' ? ' from their first start' : '',
    hold === undefined ? '' : `, with the same ${propertyWords(hold)}`,
    ...exclusions.map(exclusionWords),
    entry === undefined ? '' : `, of those who did ${matcherWords(entry)}`,
  ].join('');
}

const exclusionWords = ({ match, from, to }: FunnelExclusion): string =>
  `, without ${matcherWords(match)} between the steps ${from} and ${to}`;

function breakdownWords({ breakdown }: Funnel): string {
  if (breakdown === undefined) {
    return '';
  }
  const { property, at = 'first' } = breakdown;
  const when = at === 'first' ? '' : at === 'last' ? ' at the last step reached' : ` at step ${at}`;
  return `, by ${propertyWords(property)}${when}`;
}
