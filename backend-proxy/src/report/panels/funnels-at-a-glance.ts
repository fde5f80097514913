import { Problem } from '../../problem';
import type { Asked } from '../ask-all';
import { addressOf } from '../choices';
import { breakable, html, type Html } from '../html';
import { quantity } from '../quantity';
import { asNumber, firstOf, frameNamed } from '../read-frame';
import type { Visit } from '../visit';
import { bar } from './top-table';

/** The conversion of each funnel of the workspace; a row leads to its funnel. */
export function funnelsAtAGlance({ choices }: Visit, funnels: Record<string, Asked>): Html {
  const rows = Object.entries(funnels);
  return html`<section class="panel">
    <h2>Funnels at a glance</h2>
    ${
      rows.length === 0
        ? html`<p class="nothing">This workspace has no funnels.</p>`
        : html`<table class="top">
            <caption class="unseen">
              Funnels at a glance
            </caption>
            <thead>
              <tr>
                <th scope="col">Funnel</th>
                <th scope="col">Entered</th>
                <th scope="col">Completed</th>
                <th scope="col">Conversion</th>
              </tr>
            </thead>
            <tbody>
              ${rows.map(([name, asked]) => row(name, asked, addressOf('funnels', choices, { funnel: name })))}
            </tbody>
          </table>`
    }
  </section>`;
}

function row(name: string, asked: Asked, address: string): Html {
  const summary = asked instanceof Problem ? undefined : frameNamed(asked, 'summary');
  const conversion = firstOf(summary, 'overall_conversion_rate');
  return html`<tr>
    <th scope="row" title="${name}">
      ${bar(asNumber(conversion) ?? 0, [100])}<span><a href="${address}">${breakable(name)}</a></span>
    </th>
    <td>${quantity(firstOf(summary, 'total_users'))}</td>
    <td>${quantity(firstOf(summary, 'completed_users'))}</td>
    <td>${quantity(conversion, 'percent')}</td>
  </tr>`;
}
