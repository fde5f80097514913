/** Text that grows as bytes outside of the heap: long texts made of short ones would keep the garbage collector busy. */
export class ByteText {
  private bytes: Buffer<ArrayBuffer>;
  private used = 0;

  constructor(capacity = 64 * 1024) {
    this.bytes = Buffer.allocUnsafe(capacity);
  }

  /** Bytes written so far. */
  get length(): number {
    return this.used;
  }

  add(text: string): void {
    // A character of a string takes three bytes at most.
    const most = this.used + text.length * 3;
    if (most > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(most, this.bytes.length * 2));
      this.bytes.copy(larger, 0, 0, this.used);
      this.bytes = larger;
    }
    this.used += this.bytes.write(text, this.used, 'utf8');
  }

  /** What was written; valid until more is. */
  content(): Buffer<ArrayBuffer> {
    return this.bytes.subarray(0, this.used);
  }

  /** Empties it for others, who need not allocate anew: large memory that is let go of comes back late. */
  clear(): void {
    this.used = 0;
  }
}

/** Texts that are used again and again. */
export class ByteTexts {
  private readonly free: ByteText[] = [];

  take(): ByteText {
    return this.free.pop() ?? new ByteText();
  }

  /** Nobody may read it any more. */
  giveBack(text: ByteText): void {
    text.clear();
    this.free.push(text);
  }
}
