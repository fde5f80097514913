import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateFormula, formulaLetter, parseFormula } from './formula';

const MEASURES = [6, 3, 0];
const valueOf = (text: string, numbers: Array<number | null> = MEASURES) =>
  evaluateFormula(parseFormula(text, numbers.length), (place) => numbers[place] ?? null);

type Operator = '+' | '-' | '*' | '/';
type Tree = number | string | [Tree, Operator, Tree];

const BINDS = { '+': 1, '-': 1, '*': 2, '/': 2 };

function written(tree: Tree): string {
  if (!Array.isArray(tree)) {
    return String(tree);
  }
  const [left, op, right] = tree;
  const part = (inner: Tree, isLoose: boolean) => (isLoose ? `(${written(inner)})` : written(inner));
  const looser = (inner: Tree, than: number) => Array.isArray(inner) && BINDS[inner[1]] < than;
  return `${part(left, looser(left, BINDS[op]))} ${op} ${part(right, looser(right, BINDS[op] + 1))}`;
}

function computed(tree: Tree, numbers: Array<number | null>): number | null {
  if (!Array.isArray(tree)) {
    return typeof tree === 'number' ? tree : (numbers['ABC'.indexOf(tree)] ?? null);
  }
  const [left, right] = [computed(tree[0], numbers), computed(tree[2], numbers)];
  if (left === null || right === null) {
    return null;
  }
  switch (tree[1]) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? null : left / right;
  }
}

describe('a formula', () => {
  test.each([
    ['A', 6],
    ['a / b', 2],
    ['A / B * 100', 200],
    ['A - B - 1', 2],
    ['A / B / 2', 1],
    ['2 + 3 * 4', 14],
    ['(2 + 3) * 4', 20],
    ['-A + 10', 4],
    ['--A', 6],
    ['2 * -B', -6],
    ['0.5*A', 3],
    [' ( ( A ) ) ', 6],
  ])('%s is %d', (text, number) => {
    expect(valueOf(text)).toBe(number);
  });

  test.each(['A / C', 'C / C', '1 / (B - 3)', '(A / C) * 0', '1 / 0 + A', `${'9'.repeat(300)} * ${'9'.repeat(300)}`])(
    '%s has no number, never NaN or an infinity',
    (text) => {
      expect(valueOf(text)).toBeNull();
    }
  );

  test('what is not known stays so', () => {
    expect(valueOf('A + B', [1, null])).toBeNull();
    expect(valueOf('A * 0', [null])).toBeNull();
  });

  test('calls measures by their place', () => {
    expect([0, 1, 19].map(formulaLetter)).toEqual(['A', 'B', 'T']);
  });

  test.each([
    ['', 'at character 1: expected a number, a letter or "(", found the end'],
    ['A +', 'at character 4: expected a number, a letter or "(", found the end'],
    ['A B', 'at character 3: expected an operator, found "B"'],
    ['(A + B', 'at character 7: expected ")", found the end'],
    ['A)', 'at character 2: expected an operator, found ")"'],
    ['A + D', 'at character 5: there is no measure D; the last one is C'],
    ['AB', 'at character 1: expected a number, a letter or "(", found "AB"'],
    ['A ^ 2', 'at character 3: expected an operator, found "^"'],
    ['A; DROP', 'at character 2: expected an operator, found ";"'],
    ['1e9', 'at character 2: expected an operator, found "e"'],
    ['.5', 'at character 1: expected a number, a letter or "(", found "."'],
  ])('%j is refused: %s', (text, message) => {
    expect(() => parseFormula(text, 3)).toThrow(message);
  });

  test('nests as deep as somebody might write, and not deeper', () => {
    const nested = (depth: number) => '('.repeat(depth) + 'A' + ')'.repeat(depth);
    expect(valueOf(nested(20))).toBe(6);
    expect(() => parseFormula(nested(21), 1)).toThrow('nests more than 20 deep');
    expect(() => parseFormula('-'.repeat(400), 1)).toThrow('nests more than 20 deep');
  });

  test('has the number that its parts give, with no more parentheses than it takes', () => {
    const operator = fc.constantFrom<Operator[]>('+', '-', '*', '/');
    const leaf = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom('A', 'B', 'C'));
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.oneof({ maxDepth: 5 }, leaf, fc.tuple(tie('tree'), operator, tie('tree'))),
    }));
    const numbers = fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 0, max: 3 }), fc.constant(null));
    fc.assert(
      fc.property(tree, numbers, (asked, known) => {
        expect(valueOf(written(asked), known)).toEqual(computed(asked, known));
      }),
      { numRuns: 500, seed: 1 }
    );
  });

  test('any text is read or refused with a place', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        try {
          parseFormula(text, 2);
        } catch (error) {
          expect(String(error)).toMatch(/at character \d+: /);
        }
      }),
      { seed: 2 }
    );
  });
});
