import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Exported } from '../exported';
import { namesApart, type Table } from '../table';
import { askedSheet } from './asked-sheet';
import { partsOf, type SheetPart } from './parts';
import { readOn, rowsOf, sheetXml, type Losses } from './sheet';

/** Sheets are mostly repetition: more effort costs twice the time for a tenth of the size. */
const COMPRESSION = { compressionLevel: 2 };
const LONGEST_NAME = 31;
/** A longer table goes on in `events (2)`. */
const ROOM_FOR_NUMBER = 5;

/**
 * A workbook: first the sheet that says what was asked, then one for each table, and another where a sheet is full. Cells are
 * typed; times are the clock of the question's time zone.
 */
export async function* xlsx(exported: Exported): AsyncGenerator<Uint8Array> {
  const workbook = new Workbook(exported.asked[0].meta.timezone);
  // What fails while a sheet is written breaks the file off: its reader then knows that it is none.
  workbook.fill(exported).catch((error: Error) => workbook.break(error));
  try {
    yield* workbook.bytes;
  } finally {
    workbook.break();
  }
}

class Workbook {
  readonly bytes: Readable;
  private readonly zip = new ZipFile();
  private readonly names = namesApart();
  private readonly sheets: SheetPart[] = [];
  private readonly losses: Losses = { cutTexts: 0 };
  private writing: Readable | undefined;

  constructor(private readonly timezone: string) {
    this.bytes = this.zip.outputStream as Readable;
    this.zip.on('error', (error: Error) => this.break(error));
  }

  async fill(exported: Exported): Promise<void> {
    // Before the tables' names, which may be the same; its content is known last.
    const asked = { name: this.names('Asked'), file: 'sheet0.xml' };
    for (const table of exported.tables) {
      await this.addTable(table);
    }
    await this.write(asked.file, sheetXml(rowsOf(askedSheet(exported, this.losses)), this.timezone, this.losses));
    for (const [path, xml] of Object.entries(partsOf([asked, ...this.sheets]))) {
      this.zip.addBuffer(Buffer.from(xml), path, COMPRESSION);
    }
    this.zip.end();
  }

  /** Ends what is under way. */
  break(error?: Error): void {
    this.writing?.destroy();
    this.bytes.destroy(error);
  }

  private async addTable(table: Table): Promise<void> {
    const rows = rowsOf(table);
    try {
      do {
        const file = `sheet${this.sheets.length + 1}.xml`;
        this.sheets.push({ name: this.names(sheetName(table.name)), file });
        await this.write(file, sheetXml(rows, this.timezone, this.losses));
      } while (await readOn(rows));
    } finally {
      await rows.blocks.return(undefined);
    }
  }

  private async write(file: string, xml: AsyncIterable<string>): Promise<void> {
    this.writing = Readable.from(xml, { objectMode: false });
    this.zip.addReadStream(this.writing, `xl/worksheets/${file}`, COMPRESSION);
    await finished(this.writing);
  }
}

/** What a sheet may be called. */
function sheetName(name: string): string {
  const allowed = name.replace(/[\\/?*[\]:]/g, ' ').replace(/^'+|'+$/g, '');
  return allowed.trim().slice(0, LONGEST_NAME - ROOM_FOR_NUMBER) || 'Table';
}
