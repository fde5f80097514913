import { FieldType, type DataFrame } from '@grafana/data';
import { presentField } from '../../panels/frames';

/** One row a funnel out of the funnels' summaries. Percent, 0 to 100. */
export function conversionsByFunnel(frames: DataFrame[]): DataFrame {
  const rows = frames.flatMap((frame) => {
    const name = presentField(frame, 'funnel_name');
    const rate = presentField(frame, 'overall_conversion_rate');
    return name && rate ? [{ name: name.values[0], rate: rate.values[0] }] : [];
  });
  return {
    name: 'conversions',
    length: rows.length,
    fields: [
      { name: 'funnel', type: FieldType.string, config: {}, values: rows.map(({ name }) => name) },
      {
        name: 'conversion',
        type: FieldType.number,
        config: { unit: 'percent', decimals: 1 },
        values: rows.map(({ rate }) => rate),
      },
    ],
  };
}
