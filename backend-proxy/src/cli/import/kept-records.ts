import { ByteText } from '../../import/byte-text';
import type { CsvRecord } from './records';

/** Records that are under way, kept as bytes until it is known that none of them comes back. */
export class KeptRecords {
  private readonly text = new ByteText();
  /** Of each record its number, and where it begins. */
  private readonly starts = new Map<number, number>();

  get size(): number {
    return this.starts.size;
  }

  add({ number, fields }: CsvRecord): void {
    this.starts.set(number, this.text.length);
    this.text.add(`${JSON.stringify(fields)}\n`);
  }

  get(number: number): CsvRecord {
    const content = this.text.content();
    const start = this.starts.get(number) ?? content.length;
    const line = content.toString('utf8', start, content.indexOf('\n', start));
    return { number, fields: JSON.parse(line) as string[] };
  }
}
