import { askAll } from '../ask-all';
import { html } from '../html';
import { frameTable } from '../panels/frame-table';
import { onVisit } from '../questions';
import type { Visit } from '../visit';
import type { Section } from './section';

/** Which experiments people were exposed to, and what each variant came to. */
export async function experiments(visit: Visit): Promise<Section> {
  const { answer } = await askAll(visit.ask, { answer: onVisit(visit, { kind: 'experiments' }) });
  return {
    asked: [answer],
    body: async () =>
      html`${await frameTable({
        title: 'Experiments',
        about: 'A person belongs to the variant of the first exposure. Who saw several variants is left out.',
        ...{ asked: answer, frame: 'experiments', key: 'experiment' },
        fields: [
          'assigned',
          'status',
          'health',
          'winner',
          'p_value',
          'recommendation',
          'variants',
          'excluded',
          'started',
          'latest',
        ],
      })}
      ${await frameTable({
        title: 'Variants',
        about: 'Rates carry their Wilson 95 % interval.',
        ...{ asked: answer, frame: 'variants', key: 'experiment' },
        fields: ['conversion_rate', 'variant', 'rate_low', 'rate_high', 'conversions', 'assignments'],
      })}`,
  };
}
