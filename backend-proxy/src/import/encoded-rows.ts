import type { IncomingEvent } from '../ingestion/incoming-event';
import { lineEncoder, stampLine, type LineColumn } from '../store/event-lines';
import { ByteText } from './byte-text';
import type { Column } from './columns';

const ALWAYS: readonly LineColumn[] = ['workspace', 'site', 'time', 'event_id', 'name', 'source', 'interactive'];
const PAGE: readonly LineColumn[] = [
  'host',
  'path',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_content',
  'utm_term',
];

/** What an import's column fills besides what each event has; a column that is not named here fills its namesake. */
const FILLED: Readonly<Record<string, readonly LineColumn[]>> = {
  event: [],
  timestamp: [],
  anonymous_id: ['visitor_id'],
  url: PAGE,
  path: PAGE,
};

/** Rows that became events, in the engine's words: numbers that rise, each with a line. */
export class EncodedRows {
  private readonly encode: (event: IncomingEvent) => string;
  readonly numbers: number[] = [];
  /** Of each event's time (UTC), counted from year 0. */
  private readonly months: number[] = [];
  /** Where each line begins. */
  private readonly starts: number[] = [];

  constructor(
    readonly columns: readonly LineColumn[],
    private readonly text = new ByteText()
  ) {
    this.encode = lineEncoder(columns);
  }

  /** Empty, for rows of these columns, which are written into `text`. */
  static of(columns: readonly Column[], text: ByteText): EncodedRows {
    const filled = columns.flatMap(({ name }) => {
      const [start = name] = name.split('.');
      return FILLED[start] ?? [start as LineColumn];
    });
    return new EncodedRows([...new Set([...ALWAYS, ...filled])], text);
  }

  get size(): number {
    return this.numbers.length;
  }

  add(number: number, event: IncomingEvent): void {
    const time = new Date(event.time);
    this.numbers.push(number);
    this.months.push(time.getUTCFullYear() * 12 + time.getUTCMonth());
    this.starts.push(this.text.length);
    this.text.add(this.encode(event));
  }

  /** The rows for which `isTaken`; itself where those are all. */
  filter(isTaken: (number: number, month: number) => boolean): EncodedRows {
    const places: number[] = [];
    for (let i = 0; i < this.size; i++) {
      if (isTaken(this.numbers[i]!, this.months[i]!)) {
        places.push(i);
      }
    }
    return places.length === this.size ? this : this.pick(places);
  }

  /** In sets of as many months at most. */
  byMonths(most: number): EncodedRows[] {
    const months = [...new Set(this.months)];
    if (months.length <= most) {
      return [this];
    }
    const sets = Array.from(
      { length: Math.ceil(months.length / most) },
      (_, i) => new Set(months.slice(i * most, (i + 1) * most))
    );
    return sets.map((set) => this.filter((_, month) => set.has(month)));
  }

  /** All lines, stamped with the time they were received. */
  lines(received: number): Buffer {
    const lines = this.text.content();
    this.starts.forEach((start) => stampLine(lines, start, received));
    return lines;
  }

  private pick(places: readonly number[]): EncodedRows {
    const picked = new EncodedRows(this.columns);
    const content = this.text.content();
    for (const place of places) {
      picked.numbers.push(this.numbers[place]!);
      picked.months.push(this.months[place]!);
      picked.starts.push(picked.text.length);
      picked.text.add(content.toString('utf8', this.starts[place], this.starts[place + 1] ?? content.length));
    }
    return picked;
  }
}
