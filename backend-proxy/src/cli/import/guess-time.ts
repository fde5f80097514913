import { CliError } from '../cli-error';
import { TIME_FORMATS, type TimeFormat } from './time-format';

/** How the values of a column are written, as far as they were seen. */
export class TimeGuess {
  private readonly hits = new Map(TIME_FORMATS.map((format) => [format, 0]));
  private seen = 0;
  private example = '';

  add(text: string): void {
    const value = text.trim();
    if (value === '') {
      return;
    }
    this.seen += 1;
    this.example ||= value;
    for (const format of TIME_FORMATS) {
      if (format.read(value)) {
        this.hits.set(format, this.hits.get(format)! + 1);
      }
    }
  }

  /** The one format that most values have; undefined while days and months cannot be told apart. Throws a CliError where none fits. */
  decide(heading: string): TimeFormat | undefined {
    const [best, second] = [...this.hits].sort((a, b) => b[1] - a[1]).map(([format, hits]) => ({ format, hits }));
    if (!best || best.hits === 0 || best.hits * 2 < this.seen) {
      throw this.noTimes(heading);
    }
    if (!second || second.hits === 0 || !isOrder(best.format) || !isOrder(second.format)) {
      return best.format;
    }
    // Both orders fit many, and neither fits all: half of such a file would be misread without a word.
    if ((this.seen - best.hits) * 20 > this.seen) {
      throw ambiguous(heading, 'has both days before months and months before days');
    }
    return best.hits === second.hits ? undefined : best.format;
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
