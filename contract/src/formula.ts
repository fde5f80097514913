/*
 * A small language of arithmetic over the measures of a query: `A / B * 100`. A letter is a measure by its place in the
 * list, A the first; there are numbers, + - * / and parentheses, and nothing else.
 */

/** A formula, read. */
export type Formula =
  { number: number } | { place: number } | { negated: Formula } | { op: Operator; left: Formula; right: Formula };

type Operator = '+' | '-' | '*' | '/';

/** Deeper parentheses than this are refused: nobody writes them, and they cost the reader its stack. */
const MAX_DEPTH = 20;

/** What is wrong with a formula; `place` counts characters from 1. */
export class FormulaError extends Error {
  constructor(
    readonly place: number,
    what: string
  ) {
    super(`at character ${place}: ${what}`);
  }
}

/** What each measure of a list is called in a formula: A, B, C, by its place from 0. */
export const formulaLetter = (place: number): string => String.fromCharCode(65 + place);

/**
 * Reads a formula over so many measures. As usual, * and / bind closer than + and -, and equals go from left to right.
 * @throws FormulaError that says where it cannot be read.
 */
export function parseFormula(text: string, measures: number): Formula {
  const tokens = [...tokensOf(text), { text: '', at: text.length }];
  let next = 0;
  const look = () => tokens[next] as Token;
  const take = () => tokens[next++] as Token;

  function chain(operators: string, operand: (depth: number) => Formula, depth: number): Formula {
    let left = operand(depth);
    while (look().text !== '' && operators.includes(look().text)) {
      const op = take().text as Operator;
      left = { op, left, right: operand(depth) };
    }
    return left;
  }
  const sum = (depth: number): Formula => chain('+-', product, depth);
  const product = (depth: number): Formula => chain('*/', factor, depth);

  function factor(depth: number): Formula {
    const token = take();
    if (depth > MAX_DEPTH) {
      throw problem(token, `nests more than ${MAX_DEPTH} deep`);
    }
    if (token.text === '-') {
      return { negated: factor(depth + 1) };
    }
    if (token.text === '(') {
      const inner = sum(depth + 1);
      expect(take(), ')');
      return inner;
    }
    return leaf(token, measures);
  }

  const formula = sum(0);
  if (look().text !== '') {
    throw problem(look(), `expected an operator, found "${look().text}"`);
  }
  return formula;
}

/** A formula's number. Null where one of its measures is not known, a divisor is 0, or the number is beyond all bounds. */
export function evaluateFormula(formula: Formula, read: (place: number) => number | null): number | null {
  if ('number' in formula) {
    return formula.number;
  }
  if ('place' in formula) {
    return read(formula.place);
  }
  if ('negated' in formula) {
    const inner = evaluateFormula(formula.negated, read);
    return inner === null ? null : 0 - inner;
  }
  const left = evaluateFormula(formula.left, read);
  const right = evaluateFormula(formula.right, read);
  return left === null || right === null ? null : finite(APPLY[formula.op](left, right));
}

const APPLY: Record<Operator, (left: number, right: number) => number> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
};

const finite = (number: number): number | null => (Number.isFinite(number) ? number : null);

interface Token {
  text: string;
  /** Its first character, counted from 0. */
  at: number;
}

function tokensOf(text: string): Token[] {
  const found = [...text.matchAll(/\s+|\d+(?:\.\d+)?|[A-Za-z]+|[-+*/()]|./gsu)];
  return found.map((match) => ({ text: match[0], at: match.index })).filter((token) => token.text.trim() !== '');
}

function leaf(token: Token, measures: number): Formula {
  if (/^\d/.test(token.text)) {
    return { number: Number(token.text) };
  }
  if (!/^[A-Za-z]$/.test(token.text)) {
    throw problem(
      token,
      `expected a number, a letter or "(", found ${token.text === '' ? 'the end' : `"${token.text}"`}`
    );
  }
  const place = token.text.toUpperCase().charCodeAt(0) - 65;
  if (place >= measures) {
    throw problem(
      token,
      `there is no measure ${token.text.toUpperCase()}; the last one is ${formulaLetter(measures - 1)}`
    );
  }
  return { place };
}

function expect(token: Token, wanted: string): void {
  if (token.text !== wanted) {
    throw problem(token, `expected "${wanted}", found ${token.text === '' ? 'the end' : `"${token.text}"`}`);
  }
}

const problem = ({ at }: Token, what: string) => new FormulaError(at + 1, what);
