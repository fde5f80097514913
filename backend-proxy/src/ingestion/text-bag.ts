type Scalar = string | number | boolean | null;

/** Properties as they are stored: numbers and booleans as text; what is empty is absent. */
export function textBag(bag: Record<string, Scalar> | null | undefined): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const key in bag) {
    const value = bag[key];
    if (value !== null && value !== undefined && value !== '') {
      texts[key] = String(value);
    }
  }
  return texts;
}
