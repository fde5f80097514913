import { MEASURES, propertyLabel, type Answer, type Frame } from '@fawkes/contract';
import type { Asked } from '../ask-all';
import { formatNumber } from '../format';
import { html, type Html } from '../html';
import { quantity } from '../quantity';
import type { TopTable } from '../questions';
import { asNumber, columnOf, frameNamed } from '../read-frame';
import { changeMark } from './change-mark';
import { nothing, panel } from './panel';

/** The largest values of a property, as bars with their numbers. */
export function topTable(asked: Asked, table: TopTable): Promise<Html> {
  return panel({ title: table.title, asked, body: (answer) => rankedTable(answer, table) });
}

function rankedTable(answer: Answer, { title, property, measures }: TopTable): Html {
  const frame = frameNamed(answer, 'top');
  const names = columnOf(frame, property)?.values ?? [];
  if (names.length === 0) {
    return nothing;
  }
  return html`<table class="top">
      <caption class="unseen">
        ${title}
      </caption>
      <thead>
        <tr>
          <th scope="col">${propertyLabel(property)}</th>
          ${measures.map((measure) => html`<th scope="col">${MEASURES[measure].label}</th>`)}
          <th scope="col">Change</th>
        </tr>
      </thead>
      <tbody>
        ${names.map((name, row) => rankedRow(frame, String(name), row, measures))}
      </tbody>
    </table>
    ${cutNote(answer)}`;
}

function rankedRow(frame: Frame | undefined, name: string, row: number, measures: TopTable['measures']): Html {
  const ranking = columnOf(frame, measures[0])?.values ?? [];
  return html`<tr>
    <th scope="row" title="${name}">
      ${bar(asNumber(ranking[row]) ?? 0, ranking.map(asNumber))}<span>${breakable(name)}</span>
    </th>
    ${measures.map((measure) => html`<td>${quantity(columnOf(frame, measure)?.values[row], MEASURES[measure].unit)}</td>`)}
    <td>${changeMark(columnOf(frame, `${measures[0]}_change`)?.values[row])}</td>
  </tr>`;
}

/** A path may break after its slashes before it breaks within a word. */
function breakable(name: string): Html[] {
  return name.split(/(?<=\/)(?=.)/).map((part, i) => html`${i > 0 && html`<wbr />`}${part}`);
}

/** A bar behind a row's name, as long as its share of the longest. */
export function bar(value: number, all: Array<number | null>): Html {
  const longest = Math.max(...all.map((one) => one ?? 0), Number.MIN_VALUE);
  const width = Math.max(0, Math.min(100, (100 * value) / longest)).toFixed(1);
  return html`<svg class="bar" aria-hidden="true"><rect width="${width}%" height="100%" rx="4" /></svg>`;
}

function cutNote({ meta: { cut } }: Answer): Html | null {
  return cut && html`<p class="about">The largest ${formatNumber(cut.shown)} of ${formatNumber(cut.total)}.</p>`;
}
