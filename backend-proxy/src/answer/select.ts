import type { Frame, Select } from '@fawkes/contract';
import { Problem } from '../problem';

/**
 * The part of an answer that is asked for; all of it where nothing is said.
 * @throws Problem 422 that says which frames or fields there are, where one is asked for that is not.
 */
export function selected(frames: Frame[], select: Select | undefined): Frame[] {
  if (select === undefined) {
    return frames;
  }
  const found = frames.find(({ schema }) => schema.name === select.frame);
  if (found === undefined) {
    throw unknown(
      'frame',
      'select.frame',
      select.frame,
      frames.map(({ schema }) => schema.name)
    );
  }
  return [select.fields === undefined ? found : withFields(found, select.fields)];
}

function withFields(frame: Frame, asked: string[]): Frame {
  const { fields } = frame.schema;
  const names = fields.map(({ name }) => name);
  const missing = asked.findIndex((one) => !names.some((name) => isMeant(one, name)));
  // Where nothing is known but the times, such as a breakdown without any value, no name is wrong.
  if (missing >= 0 && fields.some(({ type }) => type !== 'time')) {
    throw unknown('field', `select.fields.${missing}`, asked[missing] as string, names);
  }
  const kept = names.flatMap((name, i) => (asked.some((one) => isMeant(one, name)) ? [i] : []));
  const { values, entities } = frame.data;
  const of = <T>(all: T[]): T[] => kept.map((i) => all[i] as T);
  return {
    schema: { ...frame.schema, fields: of(fields) },
    data: { values: of(values), ...(entities ? { entities: of(entities) } : {}) },
  };
}

function isMeant(asked: string, name: string): boolean {
  return asked.endsWith('*') ? name.startsWith(asked.slice(0, -1)) : name === asked;
}

function unknown(what: 'frame' | 'field', path: string, asked: string, known: string[]): Problem {
  const among = [...new Set(known)].join(', ');
  return new Problem(422, `unknown_${what}`, `The answer has no ${what} "${asked}". It has: ${among || 'none'}.`, [
    { path, message: 'unknown' },
  ]);
}
