import type { Logger } from 'pino';
import { openGeography, type Geography } from '../ingestion';
import { reasonOf, StartError } from './start-error';

/** The database of FAWKES_GEOIP, if there is one. Throws a StartError where it cannot be used. */
export async function openGeographyOrExplain(path: string | undefined, log: Logger): Promise<Geography | undefined> {
  if (path === undefined) {
    return undefined;
  }
  try {
    return await openGeography(path, log);
  } catch (error) {
    throw new StartError(
      `FAWKES_GEOIP: ${path} cannot be used: ${reasonOf(error)}. It must be a file in MaxMind's format (.mmdb).`
    );
  }
}
