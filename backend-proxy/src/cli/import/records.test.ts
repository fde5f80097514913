import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { textOf } from './encoding';
import { guessDelimiter, recordsOf, type CsvRecord } from './records';

async function* pieces<Piece>(...all: Piece[]): AsyncGenerator<Piece> {
  yield* all;
}

async function read(text: AsyncIterable<string>, quote = '"'): Promise<CsvRecord[]> {
  let all: CsvRecord[] = [];
  for await (const some of recordsOf(text, { delimiter: ',', quote })) {
    all = all.concat(some.map(({ source: _, ...record }) => record));
    for (const { source, number, fields } of [...some.slice(0, 1), ...some.slice(-1)]) {
      // Whatever can be read again is the same then.
      expect(source?.fieldsOf(number) ?? fields).toEqual(fields);
    }
  }
  return all;
}

/** Cuts bytes in pieces of the sizes given, over and over. */
function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const all: Buffer[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length]!;
    all.push(bytes.subarray(at, at + size));
    at += size;
  }
  return all;
}

describe('records', () => {
  it('are what was written, wherever the text is cut and however its lines end', async () => {
    const field = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ';', ' ', 'é', '🦊', '\t', "'") }),
      fc.string()
    );
    const records = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 20 });
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(
        records,
        sizes,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async (given, cuts, newline, end) => {
          // Line ends inside quotes are read as \n.
          const plain = given.map((fields) => fields.map((text) => text.replace(/\r\n?/g, '\n')));
          const text = Papa.unparse(plain, { newline }) + (end ? newline : '');
          const found = await read(textOf(pieces(...cut(Buffer.from(text), cuts)), 'utf-8'));
          expect(found.map(({ fields }) => fields)).toEqual(plain);
          expect(found.map(({ number }) => number)).toEqual(plain.map((_, i) => i + 1));
          expect(found.every(({ problem }) => problem === undefined)).toBe(true);
        }
      )
    );
  });

  it('of two encodings are the same', async () => {
    const text = '\ufeffa,b\nGrüße,1\n';
    const utf16 = cut(Buffer.from(text, 'utf16le'), [3]);
    const latin1 = [Buffer.from(text.slice(1), 'latin1')];
    const expected = [
      ['a', 'b'],
      ['Grüße', '1'],
    ];
    const fields = async (text: AsyncIterable<string>) => (await read(text)).map((record) => record.fields);
    expect(await fields(textOf(pieces(...cut(Buffer.from(text), [1])), 'utf-8'))).toEqual(expected);
    expect(await fields(textOf(pieces(...utf16), 'utf-16le'))).toEqual(expected);
    expect(await fields(textOf(pieces(...latin1), 'windows-1252'))).toEqual(expected);
  });

  it('keep their numbers over empty lines', async () => {
    expect(await read(pieces('a,b\n\n1,2\n\n', '\n3,4'))).toEqual([
      { number: 1, fields: ['a', 'b'] },
      { number: 3, fields: ['1', '2'] },
      { number: 6, fields: ['3', '4'] },
    ]);
  });

  it('with quotes that cannot be cost their first line, wherever the text is cut', async () => {
    const text = 'a,b\n"x"y,1\nc,"d"\n"e,2\nf,3\ng,"h';
    const expected = [
      { number: 1, fields: ['a', 'b'] },
      { number: 2, fields: ['"x"y,1'], problem: expect.stringMatching(/must be doubled/) },
      { number: 3, fields: ['c', 'd'] },
      { number: 4, fields: ['"e,2'], problem: expect.stringMatching(/quote/) },
      { number: 5, fields: ['f', '3'] },
      { number: 6, fields: ['g,"h'], problem: 'a quote (") is not closed' },
    ];
    for (const size of [1, 2, 3, 5, 100]) {
      const cuts = cut(Buffer.from(text), [size]).map(String);
      expect(await read(pieces(...cuts))).toEqual(expected);
    }
  });

  it('may have quotes that are letters like others', async () => {
    expect(await read(pieces('a,b\n"x"y,1\n'), '')).toEqual([
      { number: 1, fields: ['a', 'b'] },
      { number: 2, fields: ['"x"y', '1'] },
    ]);
  });

  it('longer than any record are marked, and cost no more than themselves', async () => {
    async function* long(): AsyncGenerator<string> {
      yield 'a,b\n1,2\n';
      for (let i = 0; i < 400; i++) {
        yield 'x'.repeat(250_000);
      }
      yield '\n3,4\n';
    }
    expect(await read(long())).toEqual([
      { number: 1, fields: ['a', 'b'] },
      { number: 2, fields: ['1', '2'] },
      { number: 3, fields: ['x'.repeat(200)], problem: 'longer than 1000000 characters' },
      { number: 4, fields: ['3', '4'] },
    ]);
  });

  it('go on behind a quote that nobody closes', async () => {
    async function* open(): AsyncGenerator<string> {
      yield 'a,b\n1,"';
      for (let i = 0; i < 10; i++) {
        yield '2\n3,4\n'.repeat(50_000);
      }
    }
    const records = await read(open());
    expect(records[1]).toEqual({ number: 2, fields: ['1,"2'], problem: 'a quote (") is not closed' });
    expect(records.slice(2).filter(({ fields }) => fields.join() === '3,4')).toHaveLength(500_000);
  });

  it('end where quotes are meant otherwise', async () => {
    await expect(read(pieces('a,b\n', '"x"y,1\n'.repeat(2000)))).rejects.toThrow(/--quote none/);
  });
});

describe('the delimiter', () => {
  it.each([
    ['a,b,c\n1,2,3\n', ','],
    ['a;b;c\n1,5;2;3\n', ';'],
    ['a\tb\n1,2\t3\n', '\t'],
    ['a|b\n1|2\n', '|'],
    ['"a, b";c\n"1, 2";3\n', ';'],
    ['just\nwords\n', undefined],
  ])('of %j', (text, expected) => {
    expect(guessDelimiter(text)).toBe(expected);
  });
});
