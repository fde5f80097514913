import { linesOf } from './overTime';
import { headlineFrame, trendFrame } from './testFrames';

describe('linesOf', () => {
  it('says which buckets are not complete', () => {
    const frame = { ...trendFrame(), meta: { custom: { incomplete: ['1970-01-02T00:00:00.000Z'] } } };
    const [lines] = linesOf([frame], ['page_views']);
    expect(lines!.meta!.notices).toEqual([{ severity: 'info', text: expect.stringContaining('1970-01-02') }]);
    expect(linesOf([trendFrame()], ['page_views'])[0]!.meta?.notices).toBeUndefined();
  });

  it('keeps the time and the measures asked for, out of the trend only', () => {
    const [frame, ...others] = linesOf([headlineFrame(), trendFrame()], ['page_views']);
    expect(others).toEqual([]);
    expect(frame?.fields.map((field) => field.name)).toEqual(['time', 'page_views', 'page_views']);
  });

  it('draws the period before as dashes, without touching the shared answer', () => {
    const shared = trendFrame();
    const [frame] = linesOf([shared], ['page_views']);
    const [, present, previous] = frame!.fields;
    expect(present!.config.custom).toBeUndefined();
    expect(previous!.config.displayName).toBe('Page views (previous period)');
    expect(previous!.config.custom.lineStyle).toMatchObject({ fill: 'dash' });
    expect(shared.fields[2]!.config.custom).toBeUndefined();
  });
});
