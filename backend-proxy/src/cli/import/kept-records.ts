import type { CsvRecord, RecordSource } from './records';

/** Records that are under way, kept as the text that they were read from until it is known that none of them comes back. */
export class KeptRecords {
  private readonly sources: RecordSource[] = [];
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** In the order of the file. */
  add({ source }: CsvRecord): void {
    this.count += 1;
    if (source && source !== this.sources.at(-1)) {
      this.sources.push(source);
    }
  }

  get(number: number): CsvRecord {
    const source = this.sources.findLast(({ first }) => first <= number);
    return { number, fields: source?.fieldsOf(number) ?? [] };
  }
}
