import { MAX_IMPORT_BYTES, type ImportReceipt } from '@fawkes/contract';
import { ByteTexts, type ByteText } from '../../import/byte-text';
import type { Client } from '../client';
import { KeptRecords } from './kept-records';
import type { CsvRecord } from './records';
import type { Rejected, RejectedFile } from './rejected-file';
import { whileAway } from './while-away';

/** How the rows of a file ended. */
export interface Totals {
  accepted: number;
  known: number;
}

export interface UploadOptions {
  client: Client;
  workspace: string;
  /** The import's id. */
  id: string;
  columns: string[];
  rejected: RejectedFile;
  /** How long a proxy that does not answer is waited for, instead of a minute. */
  patienceMs?: number;
}

/** Enough to be worth a commit, few enough for memory to stay flat. */
const ROWS = 10_000;
const BYTES = MAX_IMPORT_BYTES / 8;
/** One request is stored and one read while the next is made. */
const UNDER_WAY = 3;
const ANSWER_MS = 120_000;

interface Part {
  lines: ByteText;
  records: KeptRecords;
  /** Rows that were not even sent. */
  unread: Rejected[];
}

/** Sends the rows of a file in parts, and again where the proxy went away: a row that comes twice is stored once. */
export class Upload {
  readonly totals: Totals = { accepted: 0, known: 0 };
  private readonly texts = new ByteTexts();
  private part: Part;
  private readonly answers: Array<Promise<() => Promise<void>>> = [];

  constructor(private readonly options: UploadOptions) {
    this.part = this.emptyPart();
  }

  async add(record: CsvRecord, values: unknown[]): Promise<void> {
    this.part.lines.add(`${JSON.stringify([record.number, ...values])}\n`);
    this.part.records.add(record);
    if (this.part.records.size >= ROWS || this.part.lines.length >= BYTES) {
      await this.send();
    }
  }

  async reject(rejected: Rejected): Promise<void> {
    this.part.unread.push(rejected);
    if (this.part.unread.length >= ROWS) {
      await this.send();
    }
  }

  /** Resolves when all rows are stored or rejected. */
  async finish(): Promise<void> {
    await this.send();
    while (this.answers.length > 0) {
      await this.settleOne();
    }
  }

  private emptyPart(): Part {
    const lines = this.texts.take();
    lines.add(`${JSON.stringify(this.options.columns)}\n`);
    return { lines, records: new KeptRecords(), unread: [] };
  }

  private async send(): Promise<void> {
    const part = this.part;
    this.part = this.emptyPart();
    const answer = this.sendPart(part).then((receipt) => () => this.note(part, receipt));
    // Its failure is met where its turn comes.
    answer.catch(() => undefined);
    this.answers.push(answer);
    if (this.answers.length >= UNDER_WAY) {
      await this.settleOne();
    }
  }

  private async settleOne(): Promise<void> {
    await (
      await this.answers.shift()!
    )();
  }

  /** In the order of the file, so that the rejected rows stand in it, too. */
  private async note({ lines, records, unread }: Part, { accepted, known, rejected }: ImportReceipt): Promise<void> {
    this.texts.giveBack(lines);
    this.totals.accepted += accepted;
    this.totals.known += known;
    const refused = rejected.map(({ row, message }) => ({ ...records.get(row), reason: message }));
    await this.options.rejected.add([...unread, ...refused].sort((a, b) => a.number - b.number));
  }

  private async sendPart({ lines, records }: Part): Promise<ImportReceipt> {
    if (records.size === 0) {
      return { accepted: 0, known: 0, rejected: [] };
    }
    const { client, workspace, id } = this.options;
    return whileAway(
      () =>
        client.ask<ImportReceipt>(`/api/v1/imports/${id}/rows`, {
          method: 'POST',
          lines: lines.content(),
          workspace,
          patienceMs: ANSWER_MS,
        }),
      this.options.patienceMs
    );
  }
}
