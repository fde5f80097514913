import { headlineFrame, trendFrame } from '../testFrames';
import { headlineFields, onlyValue } from './headlineData';

describe('headlineFields', () => {
  it('takes number and change from the one-row answer, the line from the trend', () => {
    const { value, change, trend } = headlineFields([trendFrame(), headlineFrame()], 'page_views');
    expect([onlyValue(value), onlyValue(change), trend?.values]).toEqual([30, 76.5, [10, 20]]);
  });

  it('does not mistake a trend of one bucket for a headline', () => {
    expect(headlineFields([{ ...trendFrame(), length: 1 }], 'page_views').value).toBeUndefined();
  });
});
