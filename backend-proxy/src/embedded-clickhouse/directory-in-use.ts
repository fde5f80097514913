/** Who holds a data directory. */
export interface Holder {
  pid: number;
  /** When it took the directory, in ISO 8601. */
  since: string;
  hostname: string;
}

/** Another engine works on the data directory; two would destroy it. */
export class DirectoryInUse extends Error {
  constructor(
    readonly directory: string,
    readonly holder?: Holder
  ) {
    const who = holder
      ? `process ${holder.pid} on ${holder.hostname}, since ${holder.since}`
      : 'another process, which left no name';
    super(`The data directory ${directory} is in use by ${who}. Stop that process first, or choose another directory.`);
    this.name = 'DirectoryInUse';
  }
}
