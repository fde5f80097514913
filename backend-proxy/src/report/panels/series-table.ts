import type { LinesChart } from '../charts/lines';
import { html, type Html } from '../html';
import { quantity } from '../quantity';

interface SeriesTable extends Omit<LinesChart, 'label'> {
  title: string;
}

/** The numbers of a chart, newest first: for who cannot see the chart, or wants to know exactly. */
export function seriesTable({ title, buckets, incomplete, unit, lines }: SeriesTable): Html {
  const compared = lines.some(({ previous }) => previous.length > 0);
  const rows = buckets.map(
    (bucket, i) =>
      html`<tr>
        <th scope="row">${bucket}${incomplete[i] && html` <span class="tag">not complete</span>`}</th>
        ${lines.map(
          ({ values, previous }) =>
            html`<td>${quantity(values[i], unit)}</td>
              ${compared && html`<td class="before">${quantity(previous[i], unit)}</td>`}`
        )}
      </tr>`
  );
  return html`<details>
    <summary>Numbers<span class="unseen"> of ${title}</span></summary>
    <div class="scroll" tabindex="0" role="region" aria-label="${title}, numbers">
      <table>
        <caption class="unseen">
          ${title}
        </caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            ${lines.map(
              (line) =>
                html`<th scope="col">${line.title}</th>
                  ${compared && html`<th scope="col">Period before</th>`}`
            )}
          </tr>
        </thead>
        <tbody>
          ${rows.reverse()}
        </tbody>
      </table>
    </div>
  </details>`;
}
