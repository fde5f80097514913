import { pino, type Logger } from 'pino';
import type { Config } from './config/config';

/** The one logger: JSON lines on standard output, plain ones on a terminal. Addresses and User-Agents of visitors are never logged. */
export function createLogger(level: Config['logLevel']): Logger {
  const options = { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime };
  return process.stdout.isTTY
    ? pino(options, { write: (line) => process.stdout.write(readable(line)) })
    : pino(options);
}

/** `12:00:01 warn  message (reason)`: on a terminal a person reads, and no program. */
function readable(line: string): string {
  const { time, level, msg, err } = JSON.parse(line) as LogLine;
  const reason = err && msg !== err.message ? ` (${err.message})` : '';
  const stack = level >= pino.levels.values['error']! && err?.stack ? `\n${err.stack}` : '';
  return `${time.slice(11, 19)} ${(pino.levels.labels[level] ?? '').padEnd(5)} ${msg}${reason}${stack}\n`;
}

interface LogLine {
  time: string;
  level: number;
  msg: string;
  err?: { message: string; stack?: string };
}
