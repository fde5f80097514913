import { AnnotationEventFieldSource, FieldType, toDataFrame, type FieldDTO } from '@grafana/data';
import { eventsIn } from './eventsIn';

const time = (...values: Array<number | null>): FieldDTO => ({ name: 'time', type: FieldType.time, values });
const text = (name: string, ...values: string[]): FieldDTO => ({ name, type: FieldType.string, values });
const numbers = (name: string, ...values: number[]): FieldDTO => ({ name, type: FieldType.number, values });

describe('the annotations of an answer', () => {
  const changes = toDataFrame({
    name: 'changes',
    fields: [
      time(2000, 1000),
      text('title', 'Goal Buying changed', 'Goal Buying created'),
      text('definition', 'goal', 'goal'),
      text('name', 'Buying', 'Buying'),
      text('action', 'changed', 'created'),
    ],
  });

  it('are changes of definitions', () => {
    expect(eventsIn([changes])).toEqual([
      { time: 2000, title: 'Goal Buying changed', text: '', tags: ['goal', 'changed'] },
      { time: 1000, title: 'Goal Buying created', text: '', tags: ['goal', 'created'] },
    ]);
  });

  it('are events, each with its page and site', () => {
    const fields = [
      time(5),
      text('event', 'Deploy'),
      text('page', ''),
      text('site', 'app.example'),
      text('props', '{}'),
    ];
    expect(eventsIn([toDataFrame({ name: 'events', fields })])).toEqual([
      { time: 5, title: 'Deploy', text: '', tags: ['app.example'] },
    ]);
  });

  it('are the start of an experiment, and its end where it has stopped', () => {
    const fields: FieldDTO[] = [
      text('experiment', 'tour', 'search', 'later'),
      text('status', 'stopped', 'running', 'draft'),
      { name: 'started', type: FieldType.time, values: [10, 20, null] },
      { name: 'latest', type: FieldType.time, values: [90, 99, null] },
    ];
    const others = toDataFrame({ name: 'variants', fields: [text('variant', 'a')] });
    expect(eventsIn([others, toDataFrame({ name: 'experiments', fields })])).toEqual([
      { time: 10, title: 'tour started', tags: ['experiment', 'started'] },
      { time: 90, title: 'tour stopped', tags: ['experiment', 'stopped'] },
      { time: 20, title: 'search started', tags: ['experiment', 'started'] },
    ]);
  });

  it('are what the dashboard maps, which may be a text of its own, or nothing', () => {
    const { Field, Text, Skip } = AnnotationEventFieldSource;
    const mappings = {
      title: { source: Text, value: 'Definitions' },
      text: { source: Field, value: 'name' },
      tags: { source: Skip },
    };
    expect(eventsIn([changes], mappings)[0]).toEqual({ time: 2000, title: 'Definitions', text: 'Buying', tags: [] });
  });

  it('are the moments of any other frame, with the end where it has one', () => {
    const fields: FieldDTO[] = [
      time(1, null),
      { name: 'timeEnd', type: FieldType.time, values: [3, null] },
      numbers('page_views', 7, 8),
      text('text', 'busy', 'none'),
    ];
    expect(eventsIn([toDataFrame({ name: 'trends', fields })])).toEqual([
      { time: 1, timeEnd: 3, title: 'busy', text: 'busy', tags: [] },
    ]);
    expect(eventsIn([toDataFrame({ name: 'top', fields: [text('page', '/')] })])).toEqual([]);
  });
});
