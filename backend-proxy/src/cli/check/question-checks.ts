import type { QueryInput, QueryKind, QueryResponse } from '@fawkes/contract';
import { check, type Check, expectThat } from './check';
import { jsonOf, type Probe } from './probe';

type Parts<Kind extends QueryKind> = Omit<Extract<QueryInput, { kind: Kind }>, 'v' | 'kind' | 'range'>;

const NO_EXPERIMENT = 'no experiment of this name';

/** A question of each kind that any workspace answers, however little there is in it. */
export const QUESTIONS: { [Kind in QueryKind]: Parts<Kind> } = {
  trends: { interval: 'range', measures: [{ measure: 'page_views' }] },
  top: { property: 'page.path', measures: [{ measure: 'page_views' }] },
  funnel: { steps: [{ name: 'Anything', match: { events: ['*'] } }], window: '1d' },
  events: { limit: 1 },
  lifecycle: {},
  stickiness: {},
  retention: {},
  adoption: {},
  experiments: {},
  experiment: { experiment: NO_EXPERIMENT },
  segments: {},
  flows: {},
  rfm: {},
  'power-curve': {},
  overlap: { segments: ['Power Users', 'New Users'] },
  standout: { of: 'Power Users' },
  paths: {},
  live: {},
  movers: {},
  changes: {},
  people: { of: { kind: 'events', pick: {} }, limit: 1 },
};

/** What an answer says where there is nothing to answer about, which takes the same way as an answer. */
const ANSWERED_BY: Partial<Record<QueryKind, string>> = { experiment: 'unknown_experiment' };

/** Asks a question of every kind. */
export function questionChecks(probe: Probe): Check[] {
  return Object.entries(QUESTIONS).map(([kind, parts]) =>
    check('questions', kind, async () => {
      const query = { v: 1, kind, range: { last: '7d' }, ...parts };
      const answered = jsonOf(probe('/api/v1/query', { method: 'POST', body: { queries: [query] } }));
      const result = ((await answered) as Partial<QueryResponse>).results?.['A'];
      if (result && 'error' in result) {
        expectThat(result.error.code === ANSWERED_BY[kind as QueryKind], result.error.detail);
        return result.error.code;
      }
      expectThat(Array.isArray(result?.frames), 'no answer');
      return `${result?.frames.length} tables`;
    })
  );
}
