import Papa from 'papaparse';
import { CliError } from '../cli-error';

/** A record of a CSV file, which may go over several lines. */
export interface CsvRecord {
  /** From 1, the headings among them: as a spreadsheet numbers its rows. */
  number: number;
  fields: string[];
  /** Why it cannot be trusted. */
  problem?: string;
}

/** Longest record, in characters. Longer ones are a wrong file, or a quote that nobody closed. */
const LONGEST = 1_000_000;
const SHOWN = 200;

interface ParsedText {
  data: string[][];
  errors: Papa.ParseError[];
  meta: { cursor: number };
}

/** Cuts text into records, a batch for each piece of it. Empty lines are numbered, but left out. */
export async function* recordsOf(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<CsvRecord[]> {
  const parser = new Papa.Parser({ delimiter, newline: '\n' });
  let number = 0;
  let rest = '';
  let skipping = false;

  function read(whole: boolean): CsvRecord[] {
    const { data, errors, meta } = parser.parse(rest, 0, !whole) as ParsedText;
    rest = whole ? '' : rest.slice(meta.cursor);
    const broken = new Map(errors.map(({ row = 0, code }) => [row, QUOTES[code] ?? code]));
    const records = data.map((fields, i) => ({ number: number + i + 1, fields, problem: broken.get(i) }));
    number += data.length;
    return records.filter(({ fields }) => fields.length > 1 || fields[0] !== '');
  }

  for await (const piece of text) {
    const end = skipping ? piece.indexOf('\n') : -1;
    if (skipping && end === -1) {
      continue;
    }
    rest += skipping ? piece.slice(end + 1) : piece;
    skipping = false;
    const records = read(false);
    if (rest.length > LONGEST) {
      if (rest.includes('\n')) {
        throw new CliError(
          `Row ${number + 1} has a quote (") that is not closed within ${LONGEST} characters: it begins with ${JSON.stringify(rest.slice(0, SHOWN))}.`
        );
      }
      number += 1;
      records.push({ number, fields: [rest.slice(0, SHOWN)], problem: `longer than ${LONGEST} characters` });
      rest = '';
      skipping = true;
    }
    yield records;
  }
  if (rest !== '') {
    yield read(true);
  }
}

const QUOTES: Record<string, string> = {
  InvalidQuotes: 'a quote (") stands in the midst of a quoted text; it must be doubled',
  MissingQuotes: 'a quote (") is never closed',
};

const DELIMITERS = [',', '\t', ';', '|'];

/** The character between the fields, guessed from the first lines; undefined where they seem to have one field each. */
export function guessDelimiter(sample: string): string | undefined {
  const { meta, errors } = Papa.parse(sample, { preview: 100, newline: '\n', delimitersToGuess: DELIMITERS });
  return errors.some(({ code }) => code === 'UndetectableDelimiter') ? undefined : meta.delimiter;
}
