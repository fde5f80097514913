import { querySchema } from '@fawkes/contract';
import { expect, test } from 'vitest';
import { rules } from './rules';

test('the rules come paused: nobody is called by a bound that nobody chose', () => {
  expect(rules().map(({ isPaused }) => isPaused)).toEqual([true, true, true, true, true]);
});

test.each(rules())('$title: asks one table of the workspace, and holds one number against its bound', (rule) => {
  const [asked, bound, ...others] = rule.data;
  const { refId: _, ...question } = asked!.model;
  const range = { from: 0, to: 1000 * asked!.relativeTimeRange!.from };
  expect([asked!.datasourceUid, others]).toEqual(['fawkes-default', []]);
  const parsed = querySchema.parse({ ...question, range });
  // Of a frame with several numbers Grafana would make several series of one name, and refuse them.
  expect(parsed.select?.fields?.filter((name) => name !== 'experiment')).toHaveLength(1);
  expect([rule.condition, bound]).toMatchObject([
    bound!.refId,
    {
      datasourceUid: '__expr__',
      model: {
        type: 'threshold',
        expression: asked!.refId,
        conditions: [{ evaluator: { params: [expect.any(Number)] } }],
      },
    },
  ]);
});

test('no data is an alarm only where that is what the rule is about, and an error is always told', () => {
  expect(rules().map(({ uid, noDataState, execErrState }) => [uid, noDataState, execErrState])).toEqual([
    ['fawkes-fewer-active-users', 'OK', 'Error'],
    ['fawkes-funnel-conversion', 'OK', 'Error'],
    ['fawkes-bounce-rate', 'OK', 'Error'],
    ['fawkes-sample-ratio', 'OK', 'Error'],
    ['fawkes-no-events', 'Alerting', 'Error'],
  ]);
});
