import type { Frame } from '@fawkes/contract';
import { describe, expect, test } from 'vitest';
import { frame, numberColumn, textColumn } from '../analytics/frame';
import { frameType } from './frame-type';
import { selected } from './select';

const time = (values: Array<number | null>) => ({ name: 'time', type: 'time' as const, values });
const steps = frame('steps', [
  textColumn('step_name', ['Visit', 'Order']),
  numberColumn('users_entered', [5, 4]),
  numberColumn('users_completed', [4, 1]),
]);
const trend = frame('trend', [time([1, 2]), numberColumn('rate', [0.5, null])]);
const fieldsOf = ([only]: Frame[]) => only?.schema.fields.map(({ name }, i) => [name, only.data.values[i]]);

describe('the part of an answer that is asked for', () => {
  test('is all of it where nothing is said, and one frame where that is named', () => {
    expect(selected([steps, trend], undefined)).toEqual([steps, trend]);
    expect(selected([steps, trend], { frame: 'trend' })).toEqual([trend]);
  });

  test('are fields in the order of the answer, also by how they begin', () => {
    expect(fieldsOf(selected([steps], { frame: 'steps', fields: ['users_completed', 'step_name'] }))).toEqual([
      ['step_name', ['Visit', 'Order']],
      ['users_completed', [4, 1]],
    ]);
    expect(fieldsOf(selected([steps], { frame: 'steps', fields: ['users_*'] }))).toEqual([
      ['users_entered', [5, 4]],
      ['users_completed', [4, 1]],
    ]);
  });

  test('keeps which values are no numbers', () => {
    const infinite = { ...steps, data: { ...steps.data, entities: [null, { Inf: [1] }, { NaN: [0] }] } };
    expect(selected([infinite], { frame: 'steps', fields: ['users_completed'] })[0]?.data).toEqual({
      values: [[4, 1]],
      entities: [{ NaN: [0] }],
    });
  });

  test.each([
    [{ frame: 'stpes' }, 'unknown_frame', 'select.frame', 'steps, trend'],
    [
      { frame: 'steps', fields: ['step_name', 'users'] },
      'unknown_field',
      'select.fields.1',
      'step_name, users_entered, users_completed',
    ],
  ])('%j is refused, with what there is', (select, code, path, known) => {
    expect(() => selected([steps, trend], select)).toThrow(
      expect.objectContaining({
        status: 422,
        code,
        detail: expect.stringContaining(`It has: ${known}.`),
        errors: [{ path, message: 'unknown' }],
      })
    );
  });

  test('names no field wrong where a breakdown has no value yet', () => {
    const nothing = frame('trends', [time([1, 2])]);
    expect(fieldsOf(selected([nothing], { frame: 'trends', fields: ['time', 'page_views'] }))).toEqual([
      ['time', [1, 2]],
    ]);
  });
});

describe('what a frame is in the data plane', () => {
  test.each([
    ['numbers over time', trend, 'timeseries-wide'],
    ['rows with texts and numbers', steps, 'numeric-long'],
    ['one row of numbers', frame('now', [numberColumn('visitors', [3])]), 'numeric-long'],
    ['texts over time', frame('events', [time([1]), textColumn('event', ['Order'])]), undefined],
    ['texts and numbers over time', frame('events', [time([1]), ...steps.schema.fields.map(emptied)]), undefined],
    ['rows with times among others', frame('people', [...steps.schema.fields.map(emptied), time([1])]), undefined],
  ])('%s', (_, one, type) => {
    expect(frameType(one)?.type).toBe(type);
  });

  test('a time that may be missing says so, and no other', () => {
    const nullable = (values: Array<number | null>) =>
      frame('f', [time(values)]).schema.fields.map(({ typeInfo }) => typeInfo.nullable);
    expect([nullable([1]), nullable([1, null])]).toEqual([[false], [true]]);
  });
});

function emptied({ name, type }: Frame['schema']['fields'][number]) {
  return { name, type, values: [] };
}
