import { CliError } from '../cli-error';
import { TIME_FORMATS, type TimeFormat } from './time-format';

/** How the values of a column are written, as far as they were seen. */
export class TimeGuess {
  private readonly hits = new Map(TIME_FORMATS.map((format) => [format, 0]));
  /** Which of day and month comes first, as far as days above 12 tell. */
  private readonly orders = new Set<TimeFormat>();
  private seen = 0;
  private example = '';

  add(text: string): void {
    const value = text.trim();
    if (value === '') {
      return;
    }
    this.seen += 1;
    this.example ||= value;
    const fitting = TIME_FORMATS.filter((format) => format.read(value));
    fitting.forEach((format) => this.hits.set(format, this.hits.get(format)! + 1));
    const [only] = fitting;
    if (fitting.length === 1 && only && isOrder(only)) {
      this.orders.add(only);
    }
  }

  /** The one format that most values have; undefined while days and months cannot be told apart. Throws a CliError where none fits. */
  decide(heading: string): TimeFormat | undefined {
    const [best, hits] = [...this.hits].sort((a, b) => b[1] - a[1])[0]!;
    if (hits === 0 || hits * 2 < this.seen) {
      throw this.noTimes(heading);
    }
    if (!isOrder(best)) {
      return best;
    }
    if (this.orders.size > 1) {
      throw ambiguous(heading, 'has both days before months and months before days');
    }
    return [...this.orders][0];
  }

  private noTimes(heading: string): CliError {
    return new CliError(
      this.seen === 0
        ? `The column ${JSON.stringify(heading)} has no times.`
        : `The column ${JSON.stringify(heading)} does not look like times: ${JSON.stringify(this.example)}. Say which one has them with --map timestamp=COLUMN.`
    );
  }
}

function isOrder({ name }: TimeFormat): boolean {
  return name === 'dmy' || name === 'mdy';
}

/** What is said where a file's times can be read two ways. */
export function ambiguous(heading: string, why: string): CliError {
  return new CliError(
    `The column ${JSON.stringify(heading)} ${why}. Say --time-format dmy (day first) or --time-format mdy (month first).`
  );
}
