/** Codes of ClickHouse that this program raises itself. */
export const ErrorCode = {
  SYNTAX_ERROR: 62,
  NOT_IMPLEMENTED: 48,
  BAD_ARGUMENTS: 36,
  QUERY_IS_TOO_LARGE: 66,
  NO_DATA_TO_INSERT: 108,
  INCORRECT_DATA: 117,
  TOO_MANY_SIMULTANEOUS_QUERIES: 202,
  ABORTED: 236,
  READONLY: 164,
  QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING: 216,
  SOCKET_TIMEOUT: 209,
  QUERY_WAS_CANCELLED: 394,
  AUTHENTICATION_FAILED: 516,
} as const;

// ClickHouse's own table (src/Server/HTTP/exceptionCodeToHTTPStatus.cpp); what is not listed is a 500.
const codesByStatus: ReadonlyArray<[status: number, codes: number[]]> = [
  [401, [194]],
  [403, [192, 193, 497, 516, 512]],
  [
    400,
    [
      6, 25, 26, 27, 36, 38, 41, 44, 72, 376, 427, 441, 675, 676, 15, 254, 16, 8, 62, 117, 53, 167, 168, 223, 321, 456,
      457,
    ],
  ],
  [404, [46, 47, 50, 56, 60, 63, 73, 78, 81, 115, 336, 511]],
  [408, [159]],
  [411, [381]],
  [413, [66]],
  [501, [48]],
  [503, [76, 209, 439]],
];
const statuses = new Map(codesByStatus.flatMap(([status, codes]) => codes.map((code) => [code, status] as const)));

/** The HTTP status with which ClickHouse answers an exception of this code. */
function httpStatusOf(code: number): number {
  return statuses.get(code) ?? 500;
}

/** An error as ClickHouse words it: `Code: 62. DB::Exception: … (SYNTAX_ERROR)`. */
export class ClickHouseException extends Error {
  constructor(
    readonly code: number,
    text: string
  ) {
    super(text);
    this.name = 'ClickHouseException';
  }

  get status(): number {
    return httpStatusOf(this.code);
  }

  /** Builds an exception of this program's own, in the wording of ClickHouse. */
  static of(name: keyof typeof ErrorCode, message: string): ClickHouseException {
    const code = ErrorCode[name];
    return new ClickHouseException(code, `Code: ${code}. DB::Exception: ${message} (${name})`);
  }

  /** Reads the code out of what the engine threw; an error without one becomes 1002, ClickHouse's "unknown". */
  static from(thrown: unknown): ClickHouseException {
    if (thrown instanceof ClickHouseException) {
      return thrown;
    }
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    // The engine wraps some exceptions in themselves, each layer repeating the code and the version.
    const text = message.replace(/^(?:Code: \d+\. DB::Exception: )+(?=Code: \d+\. DB::Exception: )/, '').trim();
    const code = /^Code:\s*(\d+)/.exec(text)?.[1];
    return code === undefined
      ? new ClickHouseException(1002, `Code: 1002. DB::Exception: ${text} (UNKNOWN_EXCEPTION)`)
      : new ClickHouseException(Number(code), text);
  }
}
