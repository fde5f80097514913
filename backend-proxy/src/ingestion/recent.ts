/** Keys seen of late: forgotten after a while, and the oldest first where they get too many. */
export class Recent {
  private readonly times = new Map<string, number>();

  constructor(
    private readonly keepMs: number,
    private readonly capacity = 200_000
  ) {}

  /** Whether the key was remembered at most `keepMs` before `now` (milliseconds since 1970). */
  has(key: string, now: number): boolean {
    const time = this.times.get(key);
    return time !== undefined && now - time <= this.keepMs;
  }

  remember(key: string, now: number): void {
    this.times.delete(key);
    this.times.set(key, now);
    for (const [oldest, time] of this.times) {
      if (this.times.size <= this.capacity && now - time <= this.keepMs) {
        break;
      }
      this.times.delete(oldest);
    }
  }
}
