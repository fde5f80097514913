type Scalar = string | number | boolean | null;

/** Properties as they are stored: numbers and booleans as text; what is empty is absent. */
export function textBag(bag: Record<string, Scalar> | null | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(bag ?? {})
      .filter(([, value]) => value !== null && value !== '')
      .map(([key, value]) => [key, String(value)])
  );
}
