import { Problem } from '../problem';

/** Where nobody sends any more, no success can show that a failure is over; so it is told for this long only. */
const TELL_MS = 60_000;

/** Why events could not be stored of late. */
export class LatestFailure {
  private latest: { reason: string; at: number } | undefined;

  /** What was not written for callers stays in the log. */
  note(error: unknown): void {
    const reason = error instanceof Problem ? error.detail : 'An error that the log tells of.';
    this.latest = { reason, at: performance.now() };
  }

  isOver(): void {
    this.latest = undefined;
  }

  get reason(): string | undefined {
    return this.latest && performance.now() - this.latest.at < TELL_MS ? this.latest.reason : undefined;
  }
}
