import type { Answer, Frame } from '@fawkes/contract';
import type { Asked } from '../ask-all';
import { linesChart, type Line } from '../charts/lines';
import { html, type Html } from '../html';
import { asNumber, columnOf, customOf, frameNamed } from '../read-frame';
import { bucketFormat } from '../time-format';
import { nothing, panel } from './panel';
import { seriesTable } from './series-table';

interface LinesPanel {
  title: string;
  about?: string;
  asked: Asked;
  /** The frame with a row an interval. */
  frame: string;
  unit: string | undefined;
  lines: (frame: Frame | undefined) => Line[];
}

/** A chart over time, and its numbers to unfold. */
export function linesPanel({ title, about, asked, ...chart }: LinesPanel): Promise<Html> {
  return panel({ title, about, asked, body: (answer) => chartAndTable(answer, title, chart) });
}

async function chartAndTable(
  answer: Answer,
  title: string,
  { frame: name, unit, lines: linesOf }: Pick<LinesPanel, 'frame' | 'unit' | 'lines'>
): Promise<Html> {
  const frame = frameNamed(answer, name);
  const times = (columnOf(frame, 'time')?.values ?? []).map(Number);
  if (times.length === 0) {
    return nothing;
  }
  const { interval, incomplete } = customOf(frame) as { interval: string; incomplete: string[] };
  const { range, timezone } = answer.meta;
  const nameOf = bucketFormat(interval, timezone, Date.parse(range.to) - Date.parse(range.from));
  const lines = linesOf(frame);
  const open = new Set(incomplete.map((start) => Date.parse(start)));
  const series = { buckets: times.map(nameOf), incomplete: times.map((time) => open.has(time)), unit, lines };
  return html`${legend(lines, open.size > 0)}
  ${await linesChart({ label: `${title}: line chart, numbers below`, ...series })} ${seriesTable({ title, ...series })}`;
}

function legend(lines: Line[], open: boolean): Html {
  const compared = lines.some(({ previous }) => previous.length > 0);
  return html`<ul class="legend">
    ${lines.map(({ title }, i) => html`<li><span class="swatch line-${i + 1}" aria-hidden="true"></span>${title}</li>`)}
    ${compared && html`<li><span class="swatch previous" aria-hidden="true"></span>Period before</li>`}
    ${open && html`<li><span class="swatch open" aria-hidden="true"></span>Not complete</li>`}
  </ul>`;
}

/** The fields of a frame as lines: those but the time, under the names they are shown by. */
export function everyLine(frame: Frame | undefined, isLine: (name: string) => boolean = () => true): Line[] {
  return (frame?.schema.fields ?? []).flatMap(({ name, config }, i) =>
    name === 'time' || !isLine(name)
      ? []
      : [{ title: config?.displayName ?? name, values: (frame?.data.values[i] ?? []).map(asNumber), previous: [] }]
  );
}
