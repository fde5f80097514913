import { html, type Html } from '../html';

const WIDTH = 100;
const HEIGHT = 28;

/** How a number went over the range, as a line without axes. It only goes with the number, so it says nothing by itself. */
export function sparkline(values: Array<number | null>): Html {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) {
    return html``;
  }
  const highest = Math.max(...known, Number.MIN_VALUE);
  const step = WIDTH / (values.length - 1);
  const points = values.flatMap((value, i) =>
    value === null ? [] : [`${round(i * step)},${round(1 + (HEIGHT - 2) * (1 - Math.max(0, value) / highest))}`]
  );
  const area = `${points.join(' ')} ${(points.at(-1) as string).split(',')[0]},${HEIGHT} ${(points[0] as string).split(',')[0]},${HEIGHT}`;
  return html`<svg class="sparkline" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
    <polygon points="${area}" />
    <polyline points="${points.join(' ')}" />
  </svg>`;
}

const round = (n: number) => Math.round(n * 10) / 10;
