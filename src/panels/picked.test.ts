import { toDataFrame, type DataFrame } from '@grafana/data';
import { pick } from './picked';

const frame = (refId: string, name: string): DataFrame =>
  toDataFrame({
    refId,
    name,
    fields: [
      { name: 'time', values: [1] },
      { name: 'rate', labels: { feature: 'A' }, values: [2] },
      { name: 'rate', labels: { feature: 'B' }, values: [3] },
    ],
  });
const frames = [frame('a', 'table'), frame('b', 'table'), frame('b', 'summary')];

it('takes one frame of one question', () => {
  expect(pick(frames, { refId: 'b', frame: 'table' })).toEqual([frames[1]]);
  expect(pick(frames, { refId: 'c', frame: 'table' })).toEqual([]);
});

it('takes the fields asked for in their order, each series of a name', () => {
  const [picked] = pick(frames, { refId: 'a', frame: 'table', fields: ['rate', 'time', 'absent'] });
  expect(picked!.fields.map(({ values }) => values[0])).toEqual([2, 3, 1]);
});
