import Papa from 'papaparse';
import { CliError } from '../cli-error';

/** A record of a CSV file, which may go over several lines. */
export interface CsvRecord {
  /** From 1, the headings among them: as a spreadsheet numbers its rows. */
  number: number;
  fields: string[];
  /** Why it cannot be trusted. */
  problem?: string;
  /** What it was read from, where it can be. */
  source?: RecordSource;
}

/** Text with records in it, from which each can be read again: it takes a fraction of their memory. */
export interface RecordSource {
  /** Number of its first record. */
  first: number;
  fieldsOf(number: number): string[];
}

/** Longest record, in characters. */
const LONGEST = 1_000_000;
const SHOWN = 200;
/** Of a line with broken quotes so much is kept, to be mended. */
const KEPT = 20_000;
/** Each makes much text be read again. */
const MOST_BROKEN = 1000;

export interface Dialect {
  delimiter: string;
  /** What texts may be put in; '' where nothing is. */
  quote: string;
}

/**
 * Cuts text into records, a batch for each piece of it. Empty lines are numbered, but left out. A record whose quotes cannot
 * be costs its first line; what follows is read anew. How the text is cut in pieces makes no difference.
 */
export async function* recordsOf(text: AsyncIterable<string>, dialect: Dialect): AsyncGenerator<CsvRecord[]> {
  const cutter = new Cutter(dialect);
  for await (const piece of text) {
    yield cutter.add(piece);
  }
  yield cutter.end();
}

interface ParsedText {
  data: string[][];
  errors: Papa.ParseError[];
  meta: { cursor: number };
}

class Cutter {
  private readonly config: Papa.ParseConfig;
  private number = 0;
  private rest = '';
  private skipping = false;
  private broken = 0;

  constructor({ delimiter, quote }: Dialect) {
    this.config = { delimiter, newline: '\n', ...(quote === '' ? { fastMode: true } : { quoteChar: quote }) };
  }

  add(piece: string): CsvRecord[] {
    const end = this.skipping ? piece.indexOf('\n') : -1;
    if (this.skipping && end === -1) {
      return [];
    }
    this.rest += this.skipping ? piece.slice(end + 1) : piece;
    this.skipping = false;
    const records = this.read(false);
    if (this.rest.length > LONGEST) {
      if (this.rest.includes('\n')) {
        return [...records, this.breakLine(0, 'a quote (") is not closed'), ...this.add('')];
      }
      this.number += 1;
      records.push(this.bad(this.rest, `longer than ${LONGEST} characters`));
      this.rest = '';
      this.skipping = true;
    }
    return records;
  }

  end(): CsvRecord[] {
    return this.read(true);
  }

  private read(whole: boolean): CsvRecord[] {
    const records: CsvRecord[] = [];
    while (this.rest !== '') {
      const { data, errors, meta } = parse(this.rest, this.config, !whole);
      // An error behind the last record is of one that is not whole yet.
      const [broken = data.length] = errors.map(({ row = 0 }) => row).sort((a, b) => a - b);
      this.note(data.slice(0, broken), records);
      if (broken >= data.length) {
        this.rest = whole ? '' : this.rest.slice(meta.cursor);
        return records;
      }
      const start = broken === 0 ? 0 : parse(this.rest, { ...this.config, preview: broken }, false).meta.cursor;
      const { code = '' } = errors.find(({ row }) => row === broken) ?? {};
      records.push(this.breakLine(start, QUOTES[code] ?? code));
    }
    return records;
  }

  private note(data: string[][], records: CsvRecord[]): void {
    const source = this.source();
    for (const fields of data) {
      this.number += 1;
      if (fields.length > 1 || fields[0] !== '') {
        records.push({ number: this.number, fields, source });
      }
    }
  }

  /** Of the records that come next. */
  private source(): RecordSource {
    const [text, first] = [this.rest, this.number + 1];
    return {
      first,
      fieldsOf: (number) => parse(text, { ...this.config, preview: number - first + 1 }, false).data.at(-1)!,
    };
  }

  /** Takes away all up to the end of the line that begins at `start`. */
  private breakLine(start: number, problem: string): CsvRecord {
    this.broken += 1;
    this.number += 1;
    if (this.broken > MOST_BROKEN) {
      throw new CliError(
        `Row ${this.number} is the ${MOST_BROKEN + 1}st with a broken quote ("). Where " is a letter like others, say --quote none.`
      );
    }
    const end = this.rest.indexOf('\n', start);
    const line = end === -1 ? this.rest.slice(start) : this.rest.slice(start, end);
    this.rest = end === -1 ? '' : this.rest.slice(end + 1);
    return { number: this.number, fields: [line.slice(0, KEPT)], problem };
  }

  private bad(text: string, problem: string): CsvRecord {
    return { number: this.number, fields: [text.slice(0, SHOWN)], problem };
  }
}

function parse(text: string, config: Papa.ParseConfig, ignoreLast: boolean): ParsedText {
  return new Papa.Parser(config).parse(text, 0, ignoreLast) as ParsedText;
}

const QUOTES: Record<string, string> = {
  InvalidQuotes: 'a quote (") stands in the midst of a quoted text; it must be doubled',
  MissingQuotes: 'a quote (") is not closed',
};

const DELIMITERS = [',', '\t', ';', '|'];

/** The character between the fields, guessed from the first lines; undefined where they seem to have one field each. */
export function guessDelimiter(sample: string): string | undefined {
  const { meta, errors } = Papa.parse(sample, {
    preview: 100,
    newline: '\n',
    skipEmptyLines: true,
    delimitersToGuess: DELIMITERS,
  });
  return errors.some(({ code }) => code === 'UndetectableDelimiter') ? undefined : meta.delimiter;
}
