import { funnelFrames } from '../../panels/testFrames';
import { conversionsByFunnel } from './conversionsByFunnel';

it('makes one row a funnel out of the summaries', () => {
  const table = conversionsByFunnel([...funnelFrames('onboarding'), ...funnelFrames('deployment')]);
  expect(table.length).toBe(2);
  expect(table.fields.map((field) => field.values)).toEqual([
    ['onboarding', 'deployment'],
    [40, 40],
  ]);
});
