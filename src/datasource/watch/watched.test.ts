import { firstValueFrom, lastValueFrom, of, toArray } from 'rxjs';
import {
  FieldType,
  LiveChannelConnectionState,
  LiveChannelEventType,
  toDataFrame,
  type DataFrame,
  type DataFrameJSON,
  type DataQueryResponse,
  type LiveChannelAddress,
  type LiveChannelEvent,
} from '@grafana/data';
import { setGrafanaLiveSrv, type GrafanaLiveSrv } from '@grafana/runtime';
import { watched } from './watched';

const opened: LiveChannelAddress[] = [];
const notice = { severity: 'warning' as const, text: 'Not live now: it does not answer.' };
const said = (message: DataFrameJSON): LiveChannelEvent<DataFrameJSON> => ({
  type: LiveChannelEventType.Message,
  message,
});
const window = (value: number | null, meta = {}): DataFrameJSON => ({
  schema: { meta, fields: [{ name: 'n', type: FieldType.number }] },
  data: { values: [[value]], entities: value === null ? [{ Inf: [0] }] : [null] },
});
setGrafanaLiveSrv({
  getStream(address: LiveChannelAddress) {
    opened.push(address);
    return of<Array<LiveChannelEvent<DataFrameJSON>>>(
      { type: LiveChannelEventType.Status, id: 'x', timestamp: 0, state: LiveChannelConnectionState.Connected },
      said(window(2)),
      said(window(2, { notices: [notice] })),
      said(window(null))
    );
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
  data.map(({ refId, fields, meta }: DataFrame) => [refId, ...(fields[0]?.values ?? []), ...(meta?.notices ?? [])]);

it('passes on an answer that nobody watches', async () => {
  expect(await all({ data: [still] })).toEqual([{ data: [still] }]);
  expect(opened).toEqual([]);
});

it('shows the window that is there, then each whole window in its place, with what it says of itself', async () => {
  const answers = await all({ data: [going] });
  expect(answers.map(shown)).toEqual([[['A', 1]], [['A', 2]], [['A', 2, notice]], [['A', Infinity]]]);
  expect(new Set(answers.map(({ key, state }) => `${key}, ${state}`))).toEqual(new Set(['watched A, Streaming']));
});

it('subscribes with the question', async () => {
  await all({ data: [going] });
  expect(opened).toEqual([{ scope: 'ds', stream: 'uid-1', path: 'live/abc', data: channel }]);
});

it('keeps what is not watched, and what went wrong, beside', async () => {
  const first = await firstValueFrom(watched({ data: [going, still] }, 'uid-1'));
  expect(shown(first)).toEqual([['B', 7]]);
  const errors = [{ refId: 'C', message: 'no' }];
  expect(await firstValueFrom(watched({ data: [going], errors }, 'uid-1'))).toEqual({ data: [], errors });
});
