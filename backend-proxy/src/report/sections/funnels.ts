import type { FunnelDefinition } from '@fawkes/contract';
import { askAll } from '../ask-all';
import { addressOf } from '../choices';
import { formatWindow } from '../format';
import { html, type Html } from '../html';
import { funnelPanels } from '../panels/funnel-steps';
import { headlines } from '../panels/headlines';
import { funnelQuestion, onVisit } from '../questions';
import type { Visit } from '../visit';
import type { Section } from './section';

const HEADLINES = [
  { field: 'overall_conversion_rate', title: 'Conversion' },
  { field: 'total_users', title: 'People who entered' },
  { field: 'completed_users', title: 'People who completed' },
  { field: 'avg_completion_time', title: 'Mean time to complete' },
];

/** How many people get through a funnel, and where the others stay. */
export async function funnels(visit: Visit): Promise<Section> {
  const name = visit.choices.funnel ?? visit.funnels[0]?.name;
  if (name === undefined) {
    return {
      asked: [],
      body: async () =>
        html`<section class="panel">
          <h2>Funnels</h2>
          <p>This workspace has no funnels.</p>
        </section>`,
    };
  }
  const { funnel } = await askAll(visit.ask, { funnel: onVisit(visit, funnelQuestion(name)) });
  const definition = visit.funnels.find((one) => one.name === name);
  return {
    asked: [funnel],
    body: async () =>
      html`${chooser(visit, name)} ${definition && about(definition)} ${await headlines(funnel, undefined, HEADLINES)}
      ${await funnelPanels(funnel)}`,
  };
}

function chooser({ funnels: all, choices }: Visit, current: string): Html {
  return html`<nav class="pills" aria-label="Funnel">
    ${all.map(({ name }) => {
      const address = addressOf('funnels', choices, { funnel: name });
      return html`<a href="${address}" ${name === current && html`aria-current="true"`}>${name}</a>`;
    })}
  </nav>`;
}

const ORDERS = { ordered: 'in order', strict: 'with nothing between', unordered: 'in any order' };

function about({ description, steps, entry, window, order = 'ordered' }: FunnelDefinition): Html {
  const start = order === 'unordered' ? 'any of them' : `“${steps[0]?.name ?? ''}”`;
  const first = entry ? 'from entering' : `from ${start}`;
  return html`<p class="lead">
    ${description} <span class="about">Steps ${ORDERS[order]}, within ${formatWindow(window)} ${first}.</span>
  </p>`;
}
