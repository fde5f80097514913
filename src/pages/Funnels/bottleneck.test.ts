import { funnelFrames } from '../../panels/testFrames';
import { bottleneckOf } from './bottleneck';

describe('bottleneckOf', () => {
  it('finds the numbers of the step that the answer names', () => {
    expect(bottleneckOf(funnelFrames())).toEqual({ step: 'First Template', entered: 40, completed: 20, dropOff: 50 });
  });

  it('says nothing where the answer names none', () => {
    const [steps, summary] = funnelFrames();
    summary!.fields[4]!.values = [null];
    expect(bottleneckOf([steps!, summary!])).toBeUndefined();
    expect(bottleneckOf([])).toBeUndefined();
  });
});
