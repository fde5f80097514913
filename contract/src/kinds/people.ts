import * as z from 'zod/mini';
import { propertySchema } from '../property';
import { commonQueryShape } from '../query';

type Schemas = Readonly<Record<string, z.ZodMiniObject>>;
type Common = keyof typeof commonQueryShape;

/** `Omit` over each member of a union, so that a kind keeps its own parts. */
type OwnParts<T> = T extends unknown ? Omit<T, Common> : never;

/** A question of each kind of `Picks` without its common parts, and the place of a number in its answer. */
type NumberOf<Kinds extends Schemas, Picks extends Schemas> = {
  [K in keyof Picks & keyof Kinds]: OwnParts<z.output<Kinds[K]>> & { pick: z.output<Picks[K]> };
}[keyof Picks & keyof Kinds];

type NumberInputOf<Kinds extends Schemas, Picks extends Schemas> = {
  [K in keyof Picks & keyof Kinds]: OwnParts<z.input<Kinds[K]>> & { pick: z.input<Picks[K]> };
}[keyof Picks & keyof Kinds];

/**
 * The people behind a number: `of` is the question that it answers, and `pick` in it says which of its numbers is meant. The
 * common parts of that question (range, sites, filter, segment, …) are those of this one.
 */
export function peopleQuerySchemaOf<const Kinds extends Schemas, const Picks extends Schemas>(
  kinds: Kinds,
  picks: Picks
) {
  const numbers = Object.keys(picks).map((kind) => numberSchema(kinds[kind]!, picks[kind]!));
  const of: unknown = z.discriminatedUnion('kind', numbers as [z.ZodMiniObject, ...z.ZodMiniObject[]]);
  return z.strictObject({
    ...commonQueryShape,
    kind: z.literal('people'),
    of: of as z.ZodMiniType<NumberOf<Kinds, Picks>, NumberInputOf<Kinds, Picks>>,
    /** What is shown of each person besides ids and times: a trait, or what their latest event that has it says. */
    show: z._default(z.array(propertySchema).check(z.maxLength(20)), []),
    limit: z._default(z.int().check(z.gte(1), z.lte(1000)), 100),
    /** `next` of the page before, from the frame's meta. */
    cursor: z.optional(z.string().check(z.maxLength(200))),
  });
}

/** A kind's schema without the common parts and with a pick; what holds between its parts holds here, too. */
function numberSchema(kind: z.ZodMiniObject, pick: z.ZodMiniObject): z.ZodMiniObject {
  const { shape, checks } = kind._zod.def;
  const own = Object.fromEntries(Object.entries(shape).filter(([name]) => !Object.hasOwn(commonQueryShape, name)));
  return z.strictObject({ ...own, pick }).check(...((checks ?? []) as Array<z.core.$ZodCheck<unknown>>));
}
