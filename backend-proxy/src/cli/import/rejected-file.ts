import { open, rm, type FileHandle } from 'node:fs/promises';
import Papa from 'papaparse';
import { CliError } from '../cli-error';
import type { CsvRecord } from './records';

export interface Rejected extends CsvRecord {
  reason: string;
}

/** The rows that were not taken, each with its number and the reason: a file that can be mended and imported itself. */
export class RejectedFile {
  private file: FileHandle | undefined;
  /** Rows in it. */
  count = 0;

  private constructor(
    readonly path: string,
    private readonly headings: readonly string[],
    private readonly delimiter: string
  ) {}

  /** A file of an earlier run goes: what is still wrong is found again. */
  static async replace(path: string, headings: readonly string[], delimiter: string): Promise<RejectedFile> {
    await rm(path, { force: true }).catch(() => undefined);
    return new RejectedFile(path, headings, delimiter);
  }

  async add(rejected: readonly Rejected[]): Promise<void> {
    if (rejected.length === 0) {
      return;
    }
    const rows = rejected.map(({ number, fields, reason }) => [...this.filled(fields), String(number), reason]);
    try {
      if (!this.file) {
        this.file = await open(this.path, 'w');
        rows.unshift([...this.headings, 'rejected_row', 'rejected_reason']);
      }
      await this.file.appendFile(`${Papa.unparse(rows, { delimiter: this.delimiter, newline: '\n' })}\n`);
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

  /** Short records, too, have number and reason under their headings. */
  private filled(fields: readonly string[]): string[] {
    return [...fields, ...Array<string>(Math.max(0, this.headings.length - fields.length)).fill('')];
  }
}
