import type { BarSeriesOption, EChartsOption } from 'echarts';
import { formatNumber, UNKNOWN } from '../format';
import type { Html } from '../html';
import { draw, type ChartSize } from './draw';

export interface FunnelStep {
  name: string;
  entered: number;
  completed: number;
  /** Percent of those who entered; null where nobody did. */
  completion: number | null;
  bottleneck: boolean;
}

/** How many steps fit beside each other with their names below. */
const FIT = { full: 12, wide: 6, narrow: 0 } as const;

/** A pair of bars for each step: pale how many came to it, full how many of them did it. */
export function funnelChart(label: string, steps: FunnelStep[]): Promise<Html> {
  return draw({
    label,
    full: true,
    option: (size) => (steps.length <= FIT[size] ? upright(steps, size) : lying(steps, size)),
    taller: Math.max(0, steps.length - 5) * 40,
  });
}

/** Pixels that the name of a step may take beside its bars. */
const NAME = { full: 220, wide: 220, narrow: 96 } as const;

/** Browsers' fonts may be wider than the width that is reckoned with here, where there is no browser. */
const SPARE = 1.25;

const values = { type: 'value', min: 0, show: false } as const;

function upright(steps: FunnelStep[], size: ChartSize): EChartsOption {
  return {
    grid: { left: 6, right: 6, top: 34, bottom: 6 },
    xAxis: {
      ...categories(steps),
      axisLabel: { ...labels, width: (size === 'full' ? 1160 : 640) / steps.length, overflow: 'break' },
    },
    yAxis: values,
    series: bars(steps, 'top'),
  };
}

function lying(steps: FunnelStep[], size: ChartSize): EChartsOption {
  return {
    grid: { left: NAME[size] * SPARE, right: size === 'narrow' ? 80 : 110, top: 6, bottom: 6 },
    xAxis: values,
    yAxis: {
      ...categories(steps),
      inverse: true,
      axisLabel: { ...labels, width: NAME[size], overflow: 'break' },
    },
    series: bars(steps, 'right'),
  };
}

const labels = { color: 'var(--text)', interval: 0, lineHeight: 15 } as const;

function categories(steps: FunnelStep[]) {
  return {
    type: 'category' as const,
    data: steps.map(({ name }) => name),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: 'var(--rule-strong)' } },
  };
}

function bars(steps: FunnelStep[], position: 'top' | 'right'): BarSeriesOption[] {
  const series: BarSeriesOption = { type: 'bar', silent: true, barCategoryGap: '38%', emphasis: { disabled: true } };
  const color = ({ bottleneck }: FunnelStep) => (bottleneck ? 'var(--bottleneck' : 'var(--step');
  return [
    {
      ...series,
      data: steps.map((step) => ({
        value: step.entered,
        itemStyle: { color: `${color(step)}-pale)`, borderRadius: 4 },
      })),
      label: {
        show: true,
        position,
        color: 'var(--text)',
        lineHeight: 15,
        formatter: ({ dataIndex }) => labelOf(steps[dataIndex] as FunnelStep),
      },
    },
    {
      ...series,
      // Over the pale bar, not beside it.
      barGap: '-100%',
      data: steps.map((step) => ({ value: step.completed, itemStyle: { color: `${color(step)})`, borderRadius: 4 } })),
    },
  ];
}

function labelOf({ completed, completion }: FunnelStep): string {
  return `${formatNumber(completed)}\n${completion === null ? UNKNOWN : formatNumber(completion, 'percent')}`;
}
