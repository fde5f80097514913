import type { EChartsOption, LineSeriesOption } from 'echarts';
import { formatTick } from '../format';
import type { Html } from '../html';
import { draw, type ChartSize } from './draw';

export interface Line {
  title: string;
  values: Array<number | null>;
  /** The same in the period before, bucket by bucket. */
  previous: Array<number | null>;
}

export interface LinesChart {
  label: string;
  /** What each bucket is called. */
  buckets: string[];
  /** Whether each bucket is only partly in the range, or not over yet. */
  incomplete: boolean[];
  unit: string | undefined;
  lines: Line[];
}

/** Colours of lines in their order; the style sheet says which, by day and by night. */
const lineColor = (i: number): string => `var(--line-${(i % 5) + 1})`;

/** Lines over time: full, with dots where a bucket is not complete, and the period before as thin dashes. */
export function linesChart(chart: LinesChart): Promise<Html> {
  return draw({ label: chart.label, option: (size) => linesOption(chart, size) });
}

function linesOption(chart: LinesChart, size: ChartSize): EChartsOption {
  const area = chart.lines.length === 1;
  return {
    grid: { left: 6, right: 14, top: 12, bottom: 6 },
    xAxis: {
      type: 'category',
      data: chart.buckets,
      boundaryGap: chart.buckets.length === 1,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: 'var(--rule-strong)' } },
      axisLabel: {
        color: 'var(--muted)',
        hideOverlap: true,
        alignMinLabel: 'left',
        alignMaxLabel: 'right',
        interval: labelStep(chart.buckets.length, size),
      },
    },
    yAxis: {
      type: 'value',
      min: 0,
      minInterval: chart.unit === 'percent' || chart.unit === 's' ? 0 : 1,
      splitNumber: 4,
      splitLine: { lineStyle: { color: 'var(--rule)' } },
      axisLabel: { color: 'var(--muted)', formatter: (value: number) => formatTick(value, chart.unit) },
    },
    series: chart.lines.flatMap((line, i) => [
      previousSeries(line, lineColor(i)),
      ...presentSeries(line, chart.incomplete, lineColor(i), area),
    ]),
  };
}

/** Every how many buckets one is named. */
function labelStep(buckets: number, size: ChartSize): number {
  return Math.max(0, Math.ceil(buckets / (size === 'wide' ? 8 : 4)) - 1);
}

function previousSeries({ previous }: Line, color: string): LineSeriesOption {
  return { ...series(color), data: previous, lineStyle: { color, width: 1.25, type: [3, 4], opacity: 0.65 } };
}

/** The complete part, and what leads to and from buckets that are not: a line changes its dashes only where it ends. */
function presentSeries({ values }: Line, incomplete: boolean[], color: string, area: boolean): LineSeriesOption[] {
  const open = (i: number) => incomplete[i] === true;
  const touchesOpen = (i: number) => open(i) || (i > 0 && open(i - 1)) || open(i + 1);
  return [
    {
      ...series(color),
      data: values.map((value, i) => (open(i) ? null : value)),
      lineStyle: { color, width: 2.25 },
      ...(area ? { areaStyle: { color, opacity: 0.12 } } : {}),
    },
    {
      ...series(color),
      data: values.map((value, i) => ({
        value: touchesOpen(i) ? value : null,
        symbol: open(i) ? 'circle' : 'none',
      })),
      showSymbol: true,
      lineStyle: { color, width: 2.25, type: [1, 4], cap: 'round' },
      ...(area ? { areaStyle: { color, opacity: 0.05 } } : {}),
    },
  ];
}

function series(color: string): LineSeriesOption {
  return {
    type: 'line',
    silent: true,
    showSymbol: false,
    symbolSize: 7,
    itemStyle: { color: 'var(--card)', borderColor: color, borderWidth: 2 },
    emphasis: { disabled: true },
  };
}
