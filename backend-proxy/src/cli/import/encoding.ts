import { CliError } from '../cli-error';
import type { Inspection, SourceFile } from './file';

/** What other files begin with, and what they are. */
const OTHERS: ReadonlyArray<[start: string, what: string]> = [
  ['PK\u0003\u0004', 'a ZIP archive or a spreadsheet'],
  ['PAR1', 'a Parquet file'],
  ['SQLite format 3', 'a SQLite database'],
  ['%PDF', 'a PDF'],
  ['BZh', 'packed by bzip2'],
  ['\u00fd7zXZ', 'packed by xz'],
  ['(\u00b5/\u00fd', 'packed by zstd'],
];

/** The file's encoding: the one asked for, that of its byte order mark, or UTF-8. Throws a CliError where it can be none. */
export function encodingOf({ path }: SourceFile, { head, brokenAt }: Inspection, asked: string | undefined): string {
  const start = head.toString('latin1', 0, 16);
  const other = OTHERS.find(([begin]) => start.startsWith(begin));
  if (other) {
    throw new CliError(`${path} is ${other[1]}: import takes CSV, as it is or packed by gzip.`);
  }
  if (asked !== undefined) {
    return checkedEncoding(asked);
  }
  const marked = { '\u00ff\u00fe': 'utf-16le', '\u00fe\u00ff': 'utf-16be' }[start.slice(0, 2)];
  if (marked !== undefined) {
    return marked;
  }
  if (head.includes(0)) {
    throw new CliError(`${path} is no text: it has NUL bytes. Text in UTF-16 is read with --encoding utf-16le.`);
  }
  if (brokenAt !== undefined) {
    throw new CliError(
      `${path} is not all UTF-8 (somewhere behind byte ${brokenAt}). Say --encoding windows-1252 for Western European text, ` +
        'or --encoding utf-8 to import the rows that can be read.'
    );
  }
  return 'utf-8';
}

/** The encoding's usual name. Throws a CliError where there is none of the name. */
export function checkedEncoding(name: string): string {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    throw new CliError(`--encoding ${name}: there is no such encoding. Try utf-8, utf-16le or windows-1252.`, 2);
  }
}

/** Text without byte order mark, its lines ended by \n alone. */
export async function* textOf(content: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let held = '';
  for await (const piece of content) {
    const text = held + decoder.decode(piece, { stream: true });
    // Half of a \r\n waits for the other.
    held = text.endsWith('\r') ? '\r' : '';
    yield oneLineEnd(held === '' ? text : text.slice(0, -1));
  }
  yield oneLineEnd(held + decoder.decode());
}

function oneLineEnd(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
