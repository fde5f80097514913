import { tell } from '../output';

const TERMINAL_MS = 200;
const LINES_MS = 10_000;

/** Shows how far a long piece of work is: a line that changes on a terminal, else a line now and then. */
export class Progress {
  private readonly begun = performance.now();
  private readonly terminal = process.stderr.isTTY === true;
  private shown = this.terminal ? 0 : performance.now();

  constructor(
    private readonly what: string,
    /** Of all the work, in the unit of `done`. */
    private readonly total: number
  ) {}

  /** `done` of the total, with so many rows behind it. */
  at(done: number, rows?: number): void {
    const now = performance.now();
    if (now - this.shown < (this.terminal ? TERMINAL_MS : LINES_MS)) {
      return;
    }
    this.shown = now;
    const seconds = (now - this.begun) / 1000;
    const share = Math.min(1, done / this.total);
    const left = share > 0 ? (seconds / share) * (1 - share) : 0;
    const parts = [
      `${this.what} ${Math.floor(share * 100)} %`,
      ...(rows === undefined
        ? []
        : [`${rows.toLocaleString('en')} rows`, `${Math.round(rows / seconds).toLocaleString('en')} a second`]),
      `${clock(left)} left`,
    ];
    this.write(parts.join(', '));
  }

  /** Takes the line away, so that others can be written. */
  clear(): void {
    if (this.terminal) {
      process.stderr.write('\r\u001b[2K');
    }
  }

  private write(line: string): void {
    if (this.terminal) {
      process.stderr.write(`\r\u001b[2K${line}`);
    } else {
      tell([line]);
    }
  }
}

function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
