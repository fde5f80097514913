import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isIPv6 } from 'node:net';
import { Reader, type CityResponse } from 'mmdb-lib';
import type { Logger } from 'pino';
import type { IncomingEvent } from './incoming-event';

export type Place = Pick<IncomingEvent, 'country' | 'region' | 'city'>;

/** Where addresses are, by a database in MaxMind's format. */
export interface Geography {
  /** `DE`, `Land Berlin`, `Berlin`; each '' where the database does not know. The address is not kept. */
  placeOf(address: string): Place;
  close(): void;
}

export const NO_PLACE: Place = { country: '', region: '', city: '' };

const LOOK_AGAIN_MS = 60_000;

/**
 * Opens a database of cities or countries; throws where it is none. Where the file is replaced, as by MaxMind's own updater,
 * the new one holds within a minute; one that cannot be read leaves the old one in place.
 */
export async function openGeography(path: string, log: Logger, lookAgainMs = LOOK_AGAIN_MS): Promise<Geography> {
  let reader = await read(path);
  const reload = () =>
    read(path).then(
      (updated) => {
        reader = updated;
        log.info('the file of FAWKES_GEOIP changed and was read again');
      },
      (error: unknown) =>
        log.warn({ err: error }, 'the file of FAWKES_GEOIP changed and cannot be read; the old one holds')
    );
  const changed = () => void reload();
  watchFile(path, { persistent: false, interval: lookAgainMs }, changed);
  return {
    placeOf: (address) => placeIn(reader, address),
    close: () => unwatchFile(path, changed),
  };
}

async function read(path: string): Promise<Reader<CityResponse>> {
  const reader = new Reader<CityResponse>(await readFile(path));
  const { databaseType } = reader.metadata;
  if (!/City|Country|Enterprise/i.test(databaseType)) {
    throw new Error(`it is a database of ${databaseType}, not of cities or countries`);
  }
  return reader;
}

function placeIn(reader: Reader<CityResponse>, address: string): Place {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  // The first bits of an IPv6 address would pass for one of IPv4.
  const known = reader.metadata.ipVersion === 6 || !isIPv6(plain);
  const found = known ? reader.get(plain) : null;
  return found === null ? NO_PLACE : placeOf(found);
}

function placeOf({ country, subdivisions, city }: CityResponse): Place {
  const region = subdivisions?.[0];
  return {
    country: country?.iso_code ?? '',
    region: region?.names?.en ?? region?.iso_code ?? '',
    city: city?.names?.en ?? '',
  };
}
