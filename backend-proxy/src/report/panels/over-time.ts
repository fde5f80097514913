import { MEASURES, type Answer, type Measure } from '@fawkes/contract';
import type { Asked } from '../ask-all';
import { linesChart, type Line } from '../charts/lines';
import { html, type Html } from '../html';
import { asNumber, columnOf, customOf, frameNamed } from '../read-frame';
import { bucketFormat } from '../time-format';
import { panel, nothing } from './panel';
import { seriesTable } from './series-table';

interface OverTime {
  title: string;
  about?: string;
  measures: readonly [Measure, ...Measure[]];
}

/** Measures over time out of the page's trends: a chart, and its numbers to unfold. */
export function overTime(asked: Asked, { title, about, measures }: OverTime): Promise<Html> {
  return panel({ title, about, asked, body: (answer) => chartAndTable(answer, title, measures) });
}

async function chartAndTable(answer: Answer, title: string, measures: OverTime['measures']): Promise<Html> {
  const frame = frameNamed(answer, 'trends');
  const times = (columnOf(frame, 'time')?.values ?? []).map(Number);
  if (times.length === 0) {
    return nothing;
  }
  const { interval, incomplete } = customOf(frame) as { interval: string; incomplete: string[] };
  const { range, timezone } = answer.meta;
  const nameOf = bucketFormat(interval, timezone, Date.parse(range.to) - Date.parse(range.from));
  const lines = measures.map((measure): Line => ({
    title: MEASURES[measure].label,
    values: (columnOf(frame, measure)?.values ?? []).map(asNumber),
    previous: (columnOf(frame, measure, true)?.values ?? []).map(asNumber),
  }));
  const open = new Set(incomplete.map((start) => Date.parse(start)));
  const series = {
    buckets: times.map(nameOf),
    incomplete: times.map((time) => open.has(time)),
    unit: MEASURES[measures[0]].unit,
    lines,
  };
  return html`${legend(lines, open.size > 0)}
  ${await linesChart({ label: `${title}: line chart, numbers below`, ...series })} ${seriesTable({ title, ...series })}`;
}

function legend(lines: Line[], open: boolean): Html {
  return html`<ul class="legend">
    ${lines.map(({ title }, i) => html`<li><span class="swatch line-${i + 1}" aria-hidden="true"></span>${title}</li>`)}
    <li><span class="swatch previous" aria-hidden="true"></span>Period before</li>
    ${open && html`<li><span class="swatch open" aria-hidden="true"></span>Not complete</li>`}
  </ul>`;
}
