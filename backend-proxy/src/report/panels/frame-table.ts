import type { Answer, FrameValue } from '@fawkes/contract';
import type { Asked } from '../ask-all';
import { html, type Html } from '../html';
import { quantity } from '../quantity';
import { asNumber, columnOf, frameNamed, type Column } from '../read-frame';
import { momentFormat } from '../time-format';
import { nothing, panel } from './panel';
import { bar } from './top-table';

interface FrameTable {
  title: string;
  about?: string;
  asked: Asked;
  /** The frame whose rows are shown. */
  frame: string;
  /** The field that names a row. */
  key: string;
  /** The fields beside it; the first is drawn as bars, too. */
  fields: readonly string[];
}

/** A table of an answer, as it names its fields and in its units. */
export function frameTable({ title, about, asked, ...table }: FrameTable): Promise<Html> {
  return panel({ title, about, asked, body: (answer) => rowsOf(answer, title, table) });
}

function rowsOf(answer: Answer, title: string, table: Pick<FrameTable, 'frame' | 'key' | 'fields'>): Html {
  const frame = frameNamed(answer, table.frame);
  const key = columnOf(frame, table.key);
  const columns = table.fields.flatMap((field) => columnOf(frame, field) ?? []);
  if (key === undefined || key.values.length === 0) {
    return nothing;
  }
  const moment = momentFormat(answer.meta.timezone);
  const ranking = (columns[0]?.values ?? []).map(asNumber);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}">
    <table class="top">
      <caption class="unseen">
        ${title}
      </caption>
      <thead>
        <tr>
          ${[key, ...columns].map((column) => html`<th scope="col">${column.title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${key.values.map(
          (name, row) =>
            html`<tr>
              <th scope="row" title="${String(name)}">
                ${bar(ranking[row] ?? 0, ranking)}<span>${String(name)}</span>
              </th>
              ${columns.map((column) => html`<td>${cell(column, column.values[row], moment)}</td>`)}
            </tr>`
        )}
      </tbody>
    </table>
  </div>`;
}

function cell({ type, unit }: Column, value: FrameValue | undefined, moment: (ms: number) => string): Html {
  if (typeof value === 'string') {
    return html`${value}`;
  }
  return type === 'time' && typeof value === 'number' ? html`${moment(value)}` : quantity(value, unit);
}
