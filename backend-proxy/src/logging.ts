import { pino, type Logger } from 'pino';
import type { Config } from './config/config';

/** The one logger: JSON lines on standard output. Addresses and User-Agents of visitors are never logged. */
export function createLogger(level: Config['logLevel']): Logger {
  return pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime });
}
