import { FieldType, type DataFrame } from '@grafana/data';
import { presentField } from '../../panels/frames';

export const FUNNEL_FIELD = 'funnel';

/** One row a funnel out of the funnels' summaries, whose refId is the funnel's name. Percent, 0 to 100. */
export function conversionsByFunnel(frames: DataFrame[]): DataFrame {
  const rates = frames.flatMap((frame) => {
    const rate = presentField(frame, 'overall_conversion_rate');
    return rate ? [{ funnel: frame.refId ?? '', rate }] : [];
  });
  return {
    name: 'conversions',
    length: rates.length,
    fields: [
      { name: FUNNEL_FIELD, type: FieldType.string, config: {}, values: rates.map(({ funnel }) => funnel) },
      {
        name: 'conversion',
        type: FieldType.number,
        config: { unit: 'percent', decimals: 1 },
        values: rates.map(({ rate }) => rate.values[0]),
      },
    ],
  };
}
