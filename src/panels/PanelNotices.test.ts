import type { DataFrame, QueryResultMetaNotice } from '@grafana/data';
import { ownNotices } from './PanelNotices';
import { trendFrame } from './testFrames';

const info = (text: string): QueryResultMetaNotice => ({ severity: 'info', text });
const saying = (...texts: string[]): DataFrame => ({ ...trendFrame(), meta: { notices: texts.map(info) } });

describe('ownNotices', () => {
  it('are those that the page does not say, each once', () => {
    expect(ownNotices([saying('cut', 'anonymous'), saying('cut')], [saying('anonymous')])).toEqual([info('cut')]);
  });

  it('are none where the answer says nothing', () => {
    expect(ownNotices([trendFrame()], [])).toEqual([]);
  });
});
