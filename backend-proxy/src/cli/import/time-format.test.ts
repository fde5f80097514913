import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { TimeGuess } from './guess-time';
import { TIME_FORMATS } from './time-format';
import { zoneReader } from './zone';

function read(name: string, text: string) {
  const found = TIME_FORMATS.find((format) => format.name === name)!.read(text);
  return found && `${new Date(found.ms).toISOString()}${found.local ? ' local' : ''}`;
}

function guess(...values: string[]): string | undefined {
  const times = new TimeGuess();
  values.forEach((value) => times.add(value));
  return times.decide('when')?.name;
}

describe('a time', () => {
  it.each([
    ['iso', '2026-01-31T23:59:59.123456Z', '2026-01-31T23:59:59.123Z'],
    ['iso', '2026-01-31 23:59:59', '2026-01-31T23:59:59.000Z local'],
    ['iso', '2026-01-31 23:59:59.5 UTC', '2026-01-31T23:59:59.500Z'],
    ['iso', '2026-01-31T23:59:59+05:30', '2026-01-31T18:29:59.000Z'],
    ['iso', '2026-01-31T23:59:59-0800', '2026-02-01T07:59:59.000Z'],
    ['iso', '2026-01-31 23:59:59+00', '2026-01-31T23:59:59.000Z'],
    ['iso', '2026-01-31', '2026-01-31T00:00:00.000Z local'],
    ['iso', '2026/01/31 07:05', '2026-01-31T07:05:00.000Z local'],
    ['iso', '2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z'],
    ['iso', '2026-02-29', undefined],
    ['iso', '2026-02-29T00:00:00.000Z', undefined],
    ['iso', '2026-02-28T24:00:00.000Z', undefined],
    ['iso', '2026-02-28T23:59:60.000Z', '2026-02-28T23:59:59.000Z'],
    ['iso', '2026-02-28T23:5x:00.000Z', undefined],
    ['iso', '1969-12-31T23:59:59.999Z', '1969-12-31T23:59:59.999Z'],
    ['iso', '2026-01-31 24:00:00', undefined],
    ['s', '1767225600', '2026-01-01T00:00:00.000Z'],
    ['s', '1767225600.25', '2026-01-01T00:00:00.250Z'],
    ['ms', '1767225600123', '2026-01-01T00:00:00.123Z'],
    ['us', '1767225600123456', '2026-01-01T00:00:00.123Z'],
    ['ms', '1767225600', undefined],
    ['compact', '20260131', '2026-01-31T00:00:00.000Z local'],
    ['compact', '2026013117', '2026-01-31T17:00:00.000Z local'],
    ['compact', '20260131170509', '2026-01-31T17:05:09.000Z local'],
    ['dmy', '31/01/2026 17:05', '2026-01-31T17:05:00.000Z local'],
    ['dmy', '31.01.2026', '2026-01-31T00:00:00.000Z local'],
    ['mdy', '1/31/2026 5:05 PM', '2026-01-31T17:05:00.000Z local'],
    ['mdy', '01/31/2026, 12:05:09 a.m.', '2026-01-31T00:05:09.000Z local'],
    ['mdy', '31/01/2026', undefined],
    ['named', '31/Jan/2026:17:05:09 +0100', '2026-01-31T16:05:09.000Z'],
    ['named', 'Sat, 31 Jan 2026 17:05:09 GMT', '2026-01-31T17:05:09.000Z'],
    ['named', 'Jan 31, 2026, 5:05:09 PM', '2026-01-31T17:05:09.000Z local'],
    ['named', 'January 31, 2026', '2026-01-31T00:00:00.000Z local'],
    ['named', '31 Foo 2026', undefined],
  ])('of %s: %s', (name, text, expected) => {
    expect(read(name, text)).toBe(expected);
  });

  it('in ISO 8601 is the one that JavaScript writes', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (date) => {
          expect(read('iso', date.toISOString())).toBe(date.toISOString());
          expect(read('named', date.toUTCString())).toBe(`${date.toISOString().slice(0, 19)}.000Z`);
        }
      )
    );
  });
});

describe('a guess', () => {
  it.each([
    [['2026-01-31 10:00:00', '2026-02-01'], 'iso'],
    [['1767225600', '1767225601'], 's'],
    [['1767225600000'], 'ms'],
    [['1767225600000000'], 'us'],
    [['20260131', '20260201'], 'compact'],
    [['2026013117'], 'compact'],
    [['01/02/2026', '13/02/2026', ''], 'dmy'],
    [['01/02/2026', '02/13/2026', 'n/a'], 'mdy'],
    [['31/Jan/2026:17:05:09 +0100'], 'named'],
    [['01/02/2026', '03/04/2026'], undefined],
  ])('from %j', (values, expected) => {
    expect(guess(...values)).toBe(expected);
  });

  it('is not made where nothing or two things fit', () => {
    expect(() => guess('red', 'green')).toThrow(/does not look like times: "red"/);
    expect(() => guess('', ' ')).toThrow(/has no times/);
    expect(() => guess('13/01/2026', '01/13/2026', '25/01/2026')).toThrow(
      /both days before months and months before days/
    );
  });
});

describe('a zone', () => {
  const local = (text: string) => Date.parse(`${text}Z`);
  const read = (zone: string, text: string) => new Date(zoneReader(zone)(local(text))).toISOString();

  it.each([
    ['UTC', '2026-07-01T12:00:00.123', '2026-07-01T12:00:00.123Z'],
    ['Europe/Berlin', '2026-07-01T12:00:00.123', '2026-07-01T10:00:00.123Z'],
    ['Europe/Berlin', '2026-01-01T00:30:00', '2025-12-31T23:30:00.000Z'],
    ['Asia/Kathmandu', '2026-01-01T12:00:00', '2026-01-01T06:15:00.000Z'],
    // Twice there: the first is meant. Not there: as much later.
    ['Europe/Berlin', '2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z'],
    ['Europe/Berlin', '2026-03-29T02:30:00', '2026-03-29T01:30:00.000Z'],
  ])('%s: %s', (zone, text, expected) => {
    expect(read(zone, text)).toBe(expected);
  });

  it('is read back as it was shown', () => {
    const zones = fc.constantFrom(
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
      'Africa/Casablanca',
      'America/St_Johns'
    );
    const times = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2027, 0, 1) });
    fc.assert(
      fc.property(zones, times, (zone, time) => {
        const shown = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).toPlainDateTime();
        const again = Temporal.Instant.fromEpochMilliseconds(
          zoneReader(zone)(local(shown.toString()))
        ).toZonedDateTimeISO(zone);
        expect(again.toPlainDateTime().toString()).toBe(shown.toString());
      })
    );
  });
});
