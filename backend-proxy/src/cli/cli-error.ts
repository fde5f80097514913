/** Why a command did not do what it was asked for, in one line. */
export class CliError extends Error {
  constructor(
    line: string,
    readonly exitCode: 1 | 2 = 1
  ) {
    super(line);
    this.name = 'CliError';
  }
}
