import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { openGeography, type Geography } from './geography';
import { mmdbOf } from './test-mmdb';

const directory = mkdtempSync(join(tmpdir(), 'geography-'));
const path = join(directory, 'places.mmdb');
const log = pino({ level: 'silent' });
afterAll(() => rmSync(directory, { recursive: true }));

const BERLIN = {
  country: { iso_code: 'DE', names: { en: 'Germany' } },
  subdivisions: [{ iso_code: 'BE', names: { en: 'Land Berlin', de: 'Berlin' } }],
  city: { names: { en: 'Berlin' } },
};

let geography: Geography | undefined;
afterEach(() => geography?.close());

async function open(bytes: Buffer | string): Promise<Geography> {
  writeFileSync(path, bytes);
  geography = await openGeography(path, log, 20);
  return geography;
}

test('an address is where its network is', async () => {
  const { placeOf } = await open(
    mmdbOf('GeoLite2-City', {
      '203.0.113.0/25': BERLIN,
      '203.0.113.128/25': { country: { iso_code: 'FR' }, subdivisions: [{ iso_code: 'IDF' }] },
    })
  );
  const berlin = { country: 'DE', region: 'Land Berlin', city: 'Berlin' };
  expect(placeOf('203.0.113.7')).toEqual(berlin);
  expect(placeOf('::ffff:203.0.113.7')).toEqual(berlin);
  expect(placeOf('203.0.113.200')).toEqual({ country: 'FR', region: 'IDF', city: '' });
  // Not known, or of the other kind of address, whose first bits are those of 203.0.113.7.
  for (const address of ['198.51.100.1', '127.0.0.1', '::1', 'cb00:7107::1']) {
    expect(placeOf(address)).toEqual({ country: '', region: '', city: '' });
  }
});

test('a file that is replaced holds soon, and one that is broken leaves the old one in place', async () => {
  const { placeOf } = await open(mmdbOf('GeoLite2-Country', { '203.0.113.0/24': { country: { iso_code: 'DE' } } }));
  writeFileSync(path, 'broken');
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(placeOf('203.0.113.7').country).toBe('DE');
  writeFileSync(path, mmdbOf('GeoLite2-Country', { '203.0.113.0/24': { country: { iso_code: 'AT' } } }));
  await vi.waitFor(() => expect(placeOf('203.0.113.7').country).toBe('AT'), 5000);
});

test.each([
  ['no database', 'hello', /./],
  ['an empty file', '', /./],
  ['a database of networks’ owners', mmdbOf('GeoLite2-ASN', { '203.0.113.0/24': {} }), /not of cities or countries/],
])('%s cannot be opened', async (_, bytes, message) => {
  await expect(open(bytes)).rejects.toThrow(message);
});
