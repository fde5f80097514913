import { CliError } from '../cli-error';
import { encodingOf, textOf } from './encoding';
import { contentOf, type Inspection, type SourceFile } from './file';
import { ambiguous, TimeGuess } from './guess-time';
import { planColumns, type Plan, type PlanOptions } from './plan';
import { guessDelimiter, recordsOf, type CsvRecord, type Dialect } from './records';
import { TIME_FORMATS, type TimeFormat } from './time-format';

export interface LookOptions extends PlanOptions {
  delimiter?: string;
  /** What texts are put in; 'none' where nothing is. */
  quote: string;
  encoding?: string;
  timeFormat?: string;
  /** The first row is one of headings. */
  header: boolean;
}

/** All that is known of a file before a row of it is sent. */
export interface Look {
  encoding: string;
  dialect: Dialect;
  headings: string[];
  plan: Plan;
  time: TimeFormat;
  /** The first rows. */
  sample: CsvRecord[];
}

const SAMPLED = 1000;

/** Finds out how a file is written and what its columns are. Throws a CliError where that cannot be told. */
export async function lookAt(file: SourceFile, inspection: Inspection, options: LookOptions): Promise<Look> {
  const encoding = encodingOf(file, inspection, options.encoding);
  const head = await joined(textOf(piecesOf(inspection.head), encoding));
  const delimiter = delimiterOf(file, head, options.delimiter);
  const dialect = { delimiter, quote: options.quote === 'none' ? '' : options.quote };
  const { headings, sample } = await firstRows(file, head, dialect, options.header);
  const plan = planColumns(headings, options);
  const time = await timeFormatOf(file, { encoding, dialect, plan, sample }, options.timeFormat);
  return { encoding, dialect, headings, plan, time, sample };
}

function delimiterOf({ path }: SourceFile, head: string, asked: string | undefined): string {
  if (asked !== undefined) {
    return asked === 'tab' || asked === '\\t' ? '\t' : asked;
  }
  if (/^\s*[{[]/.test(head)) {
    throw new CliError(`${path} looks like JSON: import takes CSV; POST /api/v1/events takes events as JSON.`);
  }
  const found = guessDelimiter(head);
  if (found === undefined) {
    throw new CliError(`${path} seems to have one column only: say what stands between the columns with --delimiter.`);
  }
  return found;
}

async function firstRows(file: SourceFile, head: string, dialect: Dialect, header: boolean) {
  let records: CsvRecord[] = [];
  for await (const some of recordsOf(piecesOf(head), dialect)) {
    records = records.concat(some);
  }
  const [first, ...rest] = records.slice(0, SAMPLED);
  if (!first) {
    throw new CliError(`${file.path} has no rows.`);
  }
  if (!header) {
    return { headings: first.fields.map((_, i) => String(i + 1)), sample: [first, ...rest] };
  }
  if (first.fields.some((field) => TIME_FORMATS.some((format) => format.read(field.trim())))) {
    throw new CliError(
      `${file.path} has no headings: its first row has a time in it. Say --no-header; the columns are then called 1, 2, 3 and so on.`
    );
  }
  if (rest.length === 0) {
    throw new CliError(`${file.path} has headings, but no rows.`);
  }
  return { headings: first.fields.map((heading) => heading.trim()), sample: rest };
}

type Known = Pick<Look, 'encoding' | 'dialect' | 'plan' | 'sample'>;

async function timeFormatOf(file: SourceFile, known: Known, asked: string | undefined): Promise<TimeFormat> {
  const format = TIME_FORMATS.find(({ name }) => name === asked);
  if (format) {
    return format;
  }
  const { index, heading } = known.plan.mapped.find(({ target }) => target === 'timestamp')!;
  const guess = new TimeGuess();
  known.sample.forEach(({ fields }) => guess.add(fields[index] ?? ''));
  const found = guess.decide(heading);
  if (found) {
    return found;
  }
  // Days and months look alike in the first rows: one day above 12 tells.
  for await (const records of recordsOf(textOf(contentOf(file), known.encoding), known.dialect)) {
    records.forEach(({ fields }) => guess.add(fields[index] ?? ''));
    const decided = guess.decide(heading);
    if (decided) {
      return decided;
    }
  }
  throw ambiguous(heading, 'has no day above 12, so that days and months cannot be told apart');
}

async function* piecesOf<Piece>(...pieces: Piece[]): AsyncGenerator<Piece> {
  yield* pieces;
}

async function joined(texts: AsyncIterable<string>): Promise<string> {
  let all = '';
  for await (const text of texts) {
    all += text;
  }
  return all;
}
