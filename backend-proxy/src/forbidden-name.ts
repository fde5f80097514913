/**
 * The path to the first key that could reach a prototype once its object is copied carelessly: `__proto__`, or a
 * `constructor` that has a `prototype`. JSON.parse makes plain properties of both, so that they can be refused by name.
 */
export function forbiddenName(value: unknown): string | undefined {
  // A list rather than recursion: what comes in may nest without end.
  const open: Array<{ node: unknown; path: string }> = [{ node: value, path: '' }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (typeof next.node !== 'object' || next.node === null) {
      continue;
    }
    for (const [key, node] of Object.entries(next.node)) {
      const path = next.path === '' ? key : `${next.path}.${key}`;
      if (key === '__proto__' || (key === 'constructor' && hasPrototype(node))) {
        return path;
      }
      if (typeof node === 'object') {
        open.push({ node, path });
      }
    }
  }
  return undefined;
}

function hasPrototype(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'prototype');
}
