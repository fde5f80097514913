import { MEASURES, type Measure } from '@fawkes/contract';
import type { Asked } from '../ask-all';
import type { Html } from '../html';
import { asNumber, columnOf } from '../read-frame';
import { linesPanel } from './lines-panel';

interface OverTime {
  title: string;
  about?: string;
  measures: readonly [Measure, ...Measure[]];
}

/** Measures over time out of the page's trends, with the period before where it was asked for. */
export function overTime(asked: Asked, { title, about, measures }: OverTime): Promise<Html> {
  return linesPanel({
    ...{ title, about, asked },
    frame: 'trends',
    unit: MEASURES[measures[0]].unit,
    lines: (frame) =>
      measures.map((measure) => ({
        title: MEASURES[measure].label,
        values: (columnOf(frame, measure)?.values ?? []).map(asNumber),
        previous: (columnOf(frame, measure, true)?.values ?? []).map(asNumber),
      })),
  });
}
