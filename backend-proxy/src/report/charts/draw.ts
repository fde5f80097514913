import { setImmediate } from 'node:timers/promises';
import type { EChartsOption } from 'echarts';
import { html, trusted, type Html } from '../html';
import { loadECharts } from './echarts';

/** Text in a chart has the size of the page's text, so each width gets a drawing of its own instead of a stretched one. */
const SIZES = {
  full: { width: 1280, height: 280 },
  wide: { width: 720, height: 250 },
  narrow: { width: 340, height: 220 },
} as const;

export type ChartSize = keyof typeof SIZES;

interface Chart {
  /** What the chart shows, for who cannot see it. */
  label: string;
  option: (size: ChartSize) => EChartsOption;
  /** Whether the chart may have the page's whole width. */
  full?: boolean;
  /** Pixels more than usual, for charts that grow with their data. */
  taller?: number;
}

/** A chart as SVG in each size that it may have; the style sheet shows the one that fits. Colours and fonts are its, too. */
export async function draw({ label, option, full = false, taller = 0 }: Chart): Promise<Html> {
  const drawings: Html[] = [];
  for (const size of [...(full ? ['full' as const] : []), 'wide' as const, 'narrow' as const]) {
    // A drawing takes milliseconds in which nobody's event is taken: each has a turn of its own.
    await setImmediate();
    const { width, height } = SIZES[size];
    const svg = render(option(size), width, height + taller);
    drawings.push(html`<div class="drawing ${size}" role="img" aria-label="${label}">${svg}</div>`);
  }
  return html`<div class="chart">${drawings}</div>`;
}

function render(option: EChartsOption, width: number, height: number): Html {
  const chart = loadECharts().init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, ...option });
    return trusted(withoutStyles(chart.renderToSVGString()));
  } finally {
    chart.dispose();
  }
}

/** Leaves all styling to the style sheet, so that the page's content security policy need not allow any inline. */
function withoutStyles(svg: string): string {
  // Safe on text from events: the renderer writes their < and " as entities, so neither pattern can begin or end in them.
  return svg.replace(/<style\b[\s\S]*?<\/style>\s*/g, '').replace(/ (style|class)="[^"]*"/g, '');
}
