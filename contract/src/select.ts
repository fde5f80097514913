import * as z from 'zod/mini';

const name = z.string().check(z.minLength(1), z.maxLength(200));

/**
 * A part of an answer: one of its frames by name and, where they are named, some of its fields in the order of the answer. A
 * panel or an alert rule that takes one table needs no more. A name that ends with `*` stands for all that begin like it.
 */
export const selectSchema = z.strictObject({
  frame: name,
  fields: z.optional(z.array(name).check(z.minLength(1), z.maxLength(100))),
});

export type Select = z.infer<typeof selectSchema>;
