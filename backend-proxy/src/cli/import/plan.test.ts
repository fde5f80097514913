import { describe, expect, it } from 'vitest';
import { planColumns } from './plan';

const options = { map: [], onlyMapped: false };

function targets(headings: string[], map: string[] = [], onlyMapped = false): Record<string, string> {
  const { mapped } = planColumns(headings, { map, onlyMapped });
  return Object.fromEntries(mapped.map(({ target, heading }) => [target, heading]));
}

describe('columns are guessed', () => {
  it('of Mixpanel', () => {
    expect(
      targets([
        'event',
        'time',
        'distinct_id',
        '$browser',
        '$os',
        '$city',
        'mp_country_code',
        '$current_url',
        '$insert_id',
        'Plan',
      ])
    ).toEqual({
      event: 'event',
      timestamp: 'time',
      user_id: 'distinct_id',
      browser: '$browser',
      os: '$os',
      city: '$city',
      country: 'mp_country_code',
      url: '$current_url',
      'props.Plan': 'Plan',
    });
  });

  it('of Amplitude', () => {
    expect(
      targets([
        'event_time',
        'event_type',
        'user_id',
        'device_id',
        'country',
        'city',
        'os_name',
        'event_properties',
        'user_properties',
        'uuid',
      ])
    ).toEqual({
      timestamp: 'event_time',
      event: 'event_type',
      user_id: 'user_id',
      anonymous_id: 'device_id',
      country: 'country',
      city: 'city',
      os: 'os_name',
      props: 'event_properties',
      traits: 'user_properties',
    });
  });

  it('of PostHog', () => {
    expect(
      targets(['uuid', 'event', 'properties', 'timestamp', 'distinct_id', 'elements_chain', 'person.properties'])
    ).toEqual({
      event: 'event',
      timestamp: 'timestamp',
      user_id: 'distinct_id',
      props: 'properties',
      traits: 'person.properties',
    });
  });

  it('of GA4 in BigQuery', () => {
    expect(
      targets([
        'event_date',
        'event_timestamp',
        'event_name',
        'user_id',
        'user_pseudo_id',
        'device.category',
        'geo.country',
        'traffic_source.source',
      ])
    ).toEqual({
      timestamp: 'event_timestamp',
      event: 'event_name',
      user_id: 'user_id',
      anonymous_id: 'user_pseudo_id',
      device: 'device.category',
      country: 'geo.country',
      utm_source: 'traffic_source.source',
      'props.event_date': 'event_date',
    });
  });
});

describe('columns are told', () => {
  it('before any guess, and the rest become properties', () => {
    expect(
      targets(['event', 'what', 'when', 'who', 'Plan'], ['event=what', 'timestamp=When', 'traits.plan=Plan'])
    ).toEqual({
      event: 'what',
      timestamp: 'when',
      'traits.plan': 'Plan',
      'props.event': 'event',
      'props.who': 'who',
    });
  });

  it('alone where that is asked for', () => {
    const plan = planColumns(['event', 'time', 'user_id', 'x'], {
      map: ['event=event', 'timestamp=time'],
      onlyMapped: true,
    });
    expect(plan.mapped.map(({ target }) => target)).toEqual(['event', 'timestamp']);
    expect(plan.leftOut).toEqual(['user_id', 'x']);
  });

  it('with = in their headings', () => {
    expect(targets(['a=b', 'time'], ['event=a=b'])).toEqual({ event: 'a=b', timestamp: 'time' });
  });
});

describe('a file is refused', () => {
  it.each([
    [['date', 'visitors', 'pageviews'], /totals, not events/],
    [['time', 'x'], /--map event=COLUMN\. The file has "time", "x"/],
    [['event', 'x'], /--map timestamp=COLUMN\. The file has "event", "x"/],
    [['event', 'time', ...Array.from({ length: 101 }, (_, i) => `c${i}`)], /More than 100 columns/],
  ])('with the columns %j', (headings, message) => {
    expect(() => planColumns(headings, options)).toThrow(message);
  });

  it.each([
    ['event', /expected FIELD=COLUMN/, 2],
    ['colour=x', /there is no field colour; there are event, timestamp/, 2],
    ['event=y', /has no column "y"; it has "event", "time", "x"/, 1],
  ])('with --map %s', (pair, message, exitCode) => {
    const plan = () => planColumns(['event', 'time', 'x'], { map: [pair], onlyMapped: false });
    expect(plan).toThrow(expect.objectContaining({ message: expect.stringMatching(message), exitCode }));
  });
});
