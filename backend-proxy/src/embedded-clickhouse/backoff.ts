/** How long to wait before the next start: longer each time, until one went well for a while. */
export class Backoff {
  private next: number;

  constructor(private readonly limits = { firstMs: 50, longestMs: 30_000, wellMs: 30_000 }) {
    this.next = limits.firstMs;
  }

  /** The pause after a process that was well for so long. */
  pause(wellForMs: number): number {
    if (wellForMs >= this.limits.wellMs) {
      this.next = this.limits.firstMs;
    }
    const pause = this.next;
    this.next = Math.min(pause * 2, this.limits.longestMs);
    return pause;
  }
}
