import { pipeline } from 'node:stream/promises';

// A reader that has enough, such as `head`, is no error; what else is written goes nowhere.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') {
      throw error;
    }
  });
}

/** What a command was asked for: on standard output, so that it can be piped. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** The same of something long, as it comes; where its reader has enough, no more is asked for. */
export async function pass(content: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    // Left open, so that what goes wrong with the content is told by its own error and exit code.
    await pipeline(content, process.stdout, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') {
      throw error;
    }
  }
}

/** Everything else a person should read: on standard error. */
export function tell(lines: readonly string[]): void {
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
}

/** Rows in columns of equal width, under their titles. */
export function printTable(titles: readonly string[], rows: readonly string[][]): void {
  const all = [titles, ...rows];
  const widths = titles.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  for (const row of all) {
    print(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()
    );
  }
}
