import {
  dataFrameFromJSON,
  isLiveChannelMessageEvent,
  LiveChannelScope,
  LoadingState,
  type DataFrame,
  type DataFrameJSON,
  type DataQueryResponse,
} from '@grafana/data';
import { getGrafanaLiveSrv } from '@grafana/runtime';
import { filter, map, merge, of, startWith, type Observable } from 'rxjs';

/** How to watch a frame, as the backend says it: the channel's path, and the question that it stands for. */
interface Channel {
  path: string;
  query: string;
}

/**
 * The answer, and what it becomes: a frame that is watched is replaced by each whole window that comes over its channel. The question
 * goes along with the subscription, so that a backend that was restarted needs to remember nothing.
 */
export function watched(answer: DataQueryResponse, uid: string): Observable<DataQueryResponse> {
  const frames = answer.data as DataFrame[];
  const streams = frames.flatMap((frame) => {
    const channel = channelOf(frame);
    return channel === undefined ? [] : [streamOf(frame, channel, uid)];
  });
  if (streams.length === 0) {
    return of(answer);
  }
  const still = frames.filter((frame) => channelOf(frame) === undefined);
  const isSaid = still.length > 0 || (answer.errors ?? []).length > 0;
  return merge(...(isSaid ? [of({ ...answer, data: still })] : []), ...streams);
}

/**
 * Grafana's own reading of streams keeps a buffer, and hands on a window of the same fields without its notices. Here each window is
 * a whole frame, which says so when it is not kept up.
 */
function streamOf(first: DataFrame, channel: Channel, uid: string): Observable<DataQueryResponse> {
  const { refId } = first;
  return getGrafanaLiveSrv()
    .getStream<DataFrameJSON>({
      scope: LiveChannelScope.DataSource,
      stream: uid,
      path: channel.path,
      data: channel,
    })
    .pipe(
      filter(isLiveChannelMessageEvent),
      map(({ message }) => dataFrameFromJSON(message)),
      startWith(first),
      // Panels that ask the same share the channel, each under a name of its own.
      map((window) => ({ data: [{ ...window, refId }], key: `watched ${refId}`, state: LoadingState.Streaming }))
    );
}

function channelOf({ meta }: DataFrame): Channel | undefined {
  return (meta?.custom as { live?: Channel } | undefined)?.live;
}
