import { isUtf8 } from 'node:buffer';
import { MAX_EVENTS_PER_REQUEST } from '@fawkes/contract';
import { Problem } from '../problem';

const NEWLINE = 0x0a;

/** The values of NDJSON; what cannot be read is a Problem in its place. Throws where there are none, or too many. */
export function jsonLines(body: Buffer): unknown[] {
  const values: unknown[] = [];
  for (let start = 0; start < body.length;) {
    const found = body.indexOf(NEWLINE, start);
    const end = found === -1 ? body.length : found;
    const value = jsonOf(body.subarray(start, end));
    if (value !== EMPTY) {
      values.push(value);
    }
    if (values.length > MAX_EVENTS_PER_REQUEST) {
      throw tooManyEvents();
    }
    start = end + 1;
  }
  if (values.length === 0) {
    throw new Problem(400, 'no_body', 'The body is empty; it must be JSON, one event a line.');
  }
  return values;
}

export function tooManyEvents(): Problem {
  return new Problem(
    413,
    'too_many_events',
    `A request takes at most ${MAX_EVENTS_PER_REQUEST} events: send them in parts.`
  );
}

const EMPTY = Symbol('empty line');

function jsonOf(line: Buffer): unknown {
  if (!isUtf8(line)) {
    return new Problem(422, 'bad_encoding', 'the line is not valid UTF-8');
  }
  const text = line.toString('utf8').trim();
  if (text === '') {
    return EMPTY;
  }
  try {
    return JSON.parse(text);
  } catch {
    return new Problem(422, 'bad_json', 'the line is not JSON');
  }
}
