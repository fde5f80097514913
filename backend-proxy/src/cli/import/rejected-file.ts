import { open, rm, type FileHandle } from 'node:fs/promises';
import Papa from 'papaparse';
import { CliError } from '../cli-error';
import type { CsvRecord, Dialect } from './records';

export interface Rejected extends CsvRecord {
  reason: string;
}

/**
 * The rows that were not taken, each behind its number and the reason, and with the fields that it had, also where they are more or
 * fewer than the headings: a file that can be mended and imported itself.
 */
export class RejectedFile {
  private file: FileHandle | undefined;
  /** Rows in it. */
  count = 0;

  private constructor(
    readonly path: string,
    private readonly headings: readonly string[],
    private readonly config: Papa.UnparseConfig
  ) {}

  /** A file of an earlier run goes: what is still wrong is found again. */
  static async replace(
    path: string,
    headings: readonly string[],
    { delimiter, quote }: Dialect
  ): Promise<RejectedFile> {
    await rm(path, { force: true }).catch(() => undefined);
    return new RejectedFile(path, headings, {
      delimiter,
      newline: '\n',
      ...(quote === '' ? {} : { quoteChar: quote }),
    });
  }

  async add(rejected: readonly Rejected[]): Promise<void> {
    if (rejected.length === 0) {
      return;
    }
    const rows = rejected.map(({ number, fields, reason }) => [String(number), reason, ...fields]);
    try {
      if (!this.file) {
        this.file = await open(this.path, 'w');
        rows.unshift(['rejected_row', 'rejected_reason', ...this.headings]);
      }
      await this.file.appendFile(`${Papa.unparse(rows, this.config)}\n`);
    } catch (error) {
      throw new CliError(
        `The rows that are rejected cannot be written to ${this.path} (${(error as Error).message}); say another file with --rejected.`
      );
    }
    this.count += rejected.length;
  }

  async close(): Promise<void> {
    await this.file?.close();
  }
}
