import { eventInputSchema } from '@fawkes/contract';
import * as z from 'zod';
import { forbiddenName } from '../forbidden-name';
import { shortened } from '../issue-place';
import { Problem } from '../problem';
import { brokenText } from './broken-text';
import { inWords, places } from './places';

const { name, referrer, props } = eventInputSchema.shape;

const revenue = z.object({
  amount: z
    .union(
      [
        z.number(),
        z
          .string()
          .regex(/^-?\d+(\.\d+)?$/u)
          .transform(Number),
      ],
      'a number'
    )
    .optional(),
  currency: z
    .string()
    .regex(/^[a-z]{3}$/iu, 'three letters of ISO 4217')
    .optional(),
});

const fieldsSchema = z.object({
  name,
  url: z
    .string('is required, as text')
    .min(1, 'is required')
    .max(4000, 'at most 4000 characters')
    .refine((text) => !text.includes('\u0000'), 'must not hold NUL characters'),
  domain: z.string('must be text').max(4000).nullish(),
  referrer,
  props: z.nullable(props),
  revenue: revenue.nullish(),
  interactive: z.boolean('true or false').nullish(),
  hashRouting: z.boolean(),
});

/** An event of Plausible's API under its long names. */
export type PlausibleFields = z.infer<typeof fieldsSchema>;

/** Reads a body as any of Plausible's trackers sends it: text or parsed JSON, long names or the script's short ones. */
export function plausibleFields(body: unknown): PlausibleFields {
  const sent = typeof body === 'string' ? parseJson(body) : body;
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
    throw new Problem(
      400,
      'invalid_body',
      'The body must be a JSON object such as {"name":"pageview","url":"https://…","domain":"…"}.'
    );
  }
  const field = (...names: string[]): unknown =>
    names.map((candidate) => (sent as Record<string, unknown>)[candidate]).find((value) => value !== undefined);
  const hash = field('h', 'hashMode');
  const fields = {
    name: field('n', 'name'),
    url: field('u', 'url'),
    domain: field('d', 'domain'),
    referrer: field('r', 'referrer'),
    props: embedded(field('p', 'props', 'm', 'meta')),
    revenue: embedded(field('$', 'revenue')),
    interactive: field('i', 'interactive'),
    hashRouting: hash === 1 || hash === true,
  };
  // Text inside the JSON was not seen by whoever parsed the body.
  const forbidden = forbiddenName(fields);
  if (forbidden !== undefined) {
    throw new Problem(400, 'forbidden_name', `${shortened(forbidden)}: this name is not allowed`);
  }
  const result = fieldsSchema.safeParse(fields);
  if (!result.success) {
    const found = places(result.error);
    throw new Problem(400, 'invalid_event', `The event cannot be read: ${inWords(found)}`, found);
  }
  // Of what is kept alone: the rest may nest without end.
  const broken = brokenText(result.data);
  if (broken !== undefined) {
    throw new Problem(400, 'invalid_event', `${broken}: holds half a character (a lone surrogate)`);
  }
  return result.data;
}

/** Older scripts put JSON text inside the JSON. */
function embedded(value: unknown): unknown {
  return typeof value === 'string' ? parseJson(value) : value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(400, 'invalid_json', 'The body is no valid JSON.');
  }
}
