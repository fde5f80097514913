import { FieldType, toDataFrame, type DataFrame } from '@grafana/data';
import fc from 'fast-check';
import { funnelFrames } from '../../panels/testFrames';
import { funnelFields } from './funnelFields';
import { funnelSteps } from './funnelSteps';

const tableOf = (values: unknown[], entered?: unknown[]): DataFrame =>
  toDataFrame({
    fields: [
      { name: 'step', type: FieldType.string, values: values.map((_, i) => `s${i}`) },
      { name: 'people', type: FieldType.number, values },
      ...(entered ? [{ name: 'came', type: FieldType.number, values: entered }] : []),
    ],
  });

const stepsOf = (frame: DataFrame, chosen = {}) => funnelSteps(funnelFields([frame], chosen)!);

describe('funnelSteps', () => {
  it('counts in a plain table who did not go on from the step before', () => {
    expect(stepsOf(tableOf([200, 50, 40]))).toEqual([
      { at: 0, value: 200, entered: 200, lost: 0, went: 1, ofFirst: 1, isBottleneck: false },
      { at: 1, value: 50, entered: 200, lost: 150, went: 0.25, ofFirst: 0.25, isBottleneck: true },
      { at: 2, value: 40, entered: 50, lost: 10, went: 0.8, ofFirst: 0.2, isBottleneck: false },
    ]);
  });

  it('measures our funnels against who entered, from the first step on', () => {
    // Of 50 who entered 40 signed up, of those 20 made a template.
    const fields = funnelFields(funnelFrames().reverse(), {});
    expect([fields?.name.name, fields?.value.name, fields?.entered?.name]).toEqual([
      'step_name',
      'users_completed',
      'users_entered',
    ]);
    expect(funnelSteps(fields!).map(({ lost, went, ofFirst }) => [lost, went, ofFirst])).toEqual([
      [10, 0.8, 0.8],
      [20, 0.5, 0.4],
    ]);
  });

  it('takes the fields that the options name', () => {
    expect(stepsOf(tableOf([10, 5], [20, 8]), { entered: 'came' }).map(({ lost }) => lost)).toEqual([10, 3]);
    expect(funnelFields([tableOf([1])], { value: 'gone' })).toBeUndefined();
  });

  it('loses nobody where a step has more than the one before, and knows nothing of what is no number of people', () => {
    expect(stepsOf(tableOf([10, 15])).map(({ lost, went }) => [lost, went])).toEqual([
      [0, 1],
      [0, 1.5],
    ]);
    expect(stepsOf(tableOf([0, null, -4, NaN])).map(({ value, lost, went }) => [value, lost, went])).toEqual([
      [0, 0, null],
      [null, null, null],
      [null, null, null],
      [null, null, null],
    ]);
  });

  it('adds up: who did a step and who was lost are those who came, and all that were lost are missing at the end', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 12 }), (counts) => {
        const falling = [...counts].sort((a, b) => b - a);
        const steps = stepsOf(tableOf(falling));
        const lost = steps.reduce((sum, step) => sum + step.lost!, 0);
        expect(steps.every((step) => step.value! + step.lost! === step.entered)).toBe(true);
        expect(falling[0]! - lost).toBe(falling.at(-1));
      })
    );
  });
});
