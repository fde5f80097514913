import * as z from 'zod/mini';

/**
 * The parameters of a path of the earlier service. One that is misspelt is refused: left out, it would be a default that nobody asked
 * for. `_` is let through, by which pages make an address new to caches.
 */
export function parameters<const Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const names = Object.keys(shape);
  return z.looseObject(shape).check(
    z.superRefine((given, context) => {
      for (const name of Object.keys(given).filter((each) => each !== '_' && !names.includes(each))) {
        const message = `there is no such parameter; there are ${names.join(', ')}`;
        context.addIssue({ code: 'custom', path: [name], message });
      }
    })
  );
}
