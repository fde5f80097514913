import { firstValueFrom, lastValueFrom, of, toArray } from 'rxjs';
import { FieldType, LoadingState, toDataFrame, type DataFrame, type DataQueryResponse } from '@grafana/data';
import { setGrafanaLiveSrv, type GrafanaLiveSrv, type LiveDataStreamOptions } from '@grafana/runtime';
import { watched } from './watched';

const opened: LiveDataStreamOptions[] = [];
const later = (values: number[]) => toDataFrame({ fields: [{ name: 'n', type: FieldType.number, values }] });
setGrafanaLiveSrv({
  getDataStream(options: LiveDataStreamOptions) {
    opened.push(options);
    return of({ data: [later([2])], state: LoadingState.Streaming }, { data: [later([3])] });
  },
} as unknown as GrafanaLiveSrv);
beforeEach(() => opened.splice(0));

const channel = { path: 'live/abc', query: '{"v":1}' };
const still = toDataFrame({ refId: 'B', fields: [{ name: 'm', values: [7] }] });
const going = toDataFrame({
  refId: 'A',
  meta: { custom: { live: channel } },
  fields: [{ name: 'n', type: FieldType.number, values: [1] }],
});

const all = (answer: DataQueryResponse) => lastValueFrom(watched(answer, 'uid-1').pipe(toArray()));
const shown = ({ data }: DataQueryResponse) =>
  data.map(({ refId, fields }: DataFrame) => [refId, ...(fields[0]?.values ?? [])]);

it('passes on an answer that nobody watches', async () => {
  expect(await all({ data: [still] })).toEqual([{ data: [still] }]);
  expect(opened).toEqual([]);
});

it('shows each whole window under the query’s own name, in the place of the one before', async () => {
  const answers = await all({ data: [going] });
  expect(answers.map(shown)).toEqual([[['A', 2]], [['A', 3]]]);
  expect(new Set(answers.map(({ key }) => key))).toEqual(new Set(['watched A']));
});

it('subscribes with the question, and begins with the window that is there', async () => {
  await all({ data: [going] });
  expect(opened).toMatchObject([
    {
      addr: { scope: 'ds', stream: 'uid-1', path: 'live/abc', data: channel },
      buffer: { action: 'replace' },
      frame: { data: { values: [[1]] }, schema: { refId: 'A' } },
    },
  ]);
});

it('keeps what is not watched, and what went wrong, beside', async () => {
  const first = await firstValueFrom(watched({ data: [going, still] }, 'uid-1'));
  expect(shown(first)).toEqual([['B', 7]]);
  const errors = [{ refId: 'C', message: 'no' }];
  expect(await firstValueFrom(watched({ data: [going], errors }, 'uid-1'))).toEqual({ data: [], errors });
});
