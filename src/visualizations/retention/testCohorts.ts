import { FieldType, toDataFrame, type DataFrame } from '@grafana/data';

const DAY = 86_400_000;

/** Three cohorts as our retention answers them; the third day is not over, and so not in the mean. For tests. */
export function ratesFrames(): DataFrame[] {
  const time = { name: 'time', type: FieldType.time, values: [0, DAY, 2 * DAY] };
  const size = { name: 'size', type: FieldType.number, values: [4, 6, 0], config: { displayName: 'People' } };
  const cells = (unit: string, columns: Array<Array<number | null>>) =>
    columns.map((values, n) => ({
      name: `n${n}`,
      type: FieldType.number,
      values,
      config: { displayName: `Day ${n}`, unit },
    }));
  const matrix = (name: string, unit: string, columns: Array<Array<number | null>>) =>
    toDataFrame({ refId: 'A', name, fields: [time, size, ...cells(unit, columns)] });
  return [
    matrix('people', 'locale', [
      [4, 6, 0],
      [2, 2, null],
      [1, null, null],
    ]),
    matrix('rates', 'percent', [
      [100, 100, null],
      [50, 100 / 3, null],
      [25, null, null],
    ]),
    toDataFrame({
      refId: 'A',
      name: 'mean',
      fields: [
        { name: 'interval', type: FieldType.number, values: [0, 1, 2] },
        { name: 'rate', type: FieldType.number, values: [100, 40, null] },
      ],
    }),
  ];
}
