import { createInterface } from 'node:readline/promises';
import { setFlagsFromString } from 'node:v8';
import type { ImportState } from '@fawkes/contract';
import { Option, type Command } from 'commander';
import { RowRanges } from '../import/row-ranges';
import { connect, withConnection, type ConnectionOptions } from './connect';
import { describe } from './import/describe';
import { checkedEncoding, textOf } from './import/encoding';
import { contentOf, inspect, sourceFile, type SourceFile } from './import/file';
import { lookAt, type Look, type LookOptions } from './import/look';
import { Progress } from './import/progress';
import { recordReader } from './import/read-record';
import { recordsOf } from './import/records';
import { RejectedFile } from './import/rejected-file';
import { TIME_FORMATS } from './import/time-format';
import { Upload } from './import/upload';
import { whileAway } from './import/while-away';
import { checkTimezone, zoneReader } from './import/zone';
import { print, tell } from './output';

interface ImportOptions extends ConnectionOptions, LookOptions {
  site: string;
  workspace: string;
  timezone: string;
  rejected?: string;
  yes?: boolean;
  dryRun?: boolean;
}

const SOME_REJECTED = 3;
const SHOWN_ROWS = 3;

const collect = (value: string, all: string[]) => [...all, value];

/** `import`: a CSV file of events into a site. */
export function addImport(program: Command): void {
  withConnection(program.command('import'))
    .description(
      'import a CSV file of events, also packed by gzip; safe to run again at any time. ' +
        'Exit code 0 where all rows are in, 3 where some were rejected, 1 where it failed'
    )
    .argument('<file>', 'the file; its first row names the columns')
    .requiredOption('--site <domain>', 'site whose events they are')
    .option(
      '--map <field=column>',
      'where a field comes from, such as event=Name or props.plan=Plan; may be repeated',
      collect,
      []
    )
    .option(
      '--only-mapped',
      'take nothing but what --map names; else other columns are guessed, or become properties',
      false
    )
    .option('--workspace <workspace>', 'workspace of the site', 'default')
    .option('--timezone <zone>', 'zone of times that name none, such as Europe/Berlin', 'UTC')
    .addOption(
      new Option('--time-format <format>', 'how times are written, where it cannot be guessed').choices(
        TIME_FORMATS.map(({ name }) => name)
      )
    )
    .option('--delimiter <character>', 'what stands between columns; "tab" for tabs')
    .option('--quote <character>', 'what texts are put in, or "none"', '"')
    .option('--encoding <encoding>', 'of the text, such as windows-1252')
    .option('--no-header', 'the first row is one of events; the columns are called 1, 2, 3 and so on')
    .option('--rejected <file>', 'where rows go that cannot be taken (default: FILE.rejected.csv)')
    .option('--dry-run', 'say what would be done, with the first rows, and do nothing')
    .option('-y, --yes', 'do not ask')
    .action(run);
}

async function run(path: string, options: ImportOptions): Promise<void> {
  checkTimezone(options.timezone);
  if (options.encoding !== undefined) {
    checkedEncoding(options.encoding);
  }
  const file = await sourceFile(path);
  const reading = new Progress('reading', file.size);
  const inspection = await inspect(file, (bytes) => reading.at(bytes));
  reading.clear();
  const look = await lookAt(file, inspection, options);
  tell(describe(path, look, options.timezone));
  if (options.dryRun) {
    showRows(look, options);
  } else if (await isWanted(options)) {
    await send(file, inspection.hash, look, options);
  }
}

function readerFor(look: Look, { timezone }: ImportOptions) {
  return recordReader(look.plan, { width: look.headings.length, time: look.time, toUtc: zoneReader(timezone) });
}

function showRows(look: Look, options: ImportOptions): void {
  const { columns, read } = readerFor(look, options);
  for (const { number, fields } of look.sample.slice(0, SHOWN_ROWS)) {
    const row = read(fields);
    print(
      'reason' in row
        ? `row ${number}: rejected, ${row.reason}`
        : JSON.stringify(Object.fromEntries(columns.map((column, i) => [column, row.values[i]])))
    );
  }
}

/** Asks once, and only where someone can answer. */
async function isWanted({ yes, site }: ImportOptions): Promise<boolean> {
  if (yes || !process.stdin.isTTY || !process.stderr.isTTY) {
    return true;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return !/^n/i.test((await terminal.question(`Import into ${site}? [Y/n] `)).trim());
  } finally {
    terminal.close();
  }
}

async function send(file: SourceFile, hash: string, look: Look, options: ImportOptions): Promise<void> {
  // What a row is made of lives for a moment: space for it that grows to 48 MB is only held, not needed.
  setFlagsFromString('--semi-space-growth-factor=1');
  const { site, workspace } = options;
  const client = await connect(options);
  const body = { site, hash, name: file.path.slice(-1000) };
  const { id, settled } = await whileAway(() =>
    client.ask<ImportState>('/api/v1/imports', { method: 'POST', body, workspace })
  );
  const rejected = await RejectedFile.replace(
    options.rejected ?? `${file.path}.rejected.csv`,
    look.headings,
    look.dialect
  );
  const { columns, read } = readerFor(look, options);
  const upload = new Upload({ client, workspace, id, columns, rejected });
  const stored = RowRanges.joined(settled);
  const progress = new Progress('importing', file.size);
  let bytes = 0;
  let rows = 0;
  const text = textOf(
    contentOf(file, (read) => (bytes = read)),
    look.encoding
  );
  for await (const records of recordsOf(text, look.dialect)) {
    for (const record of records) {
      if ((options.header && record.number === 1) || stored.has(record.number)) {
        continue;
      }
      rows += 1;
      const row = record.problem === undefined ? read(record.fields) : { reason: record.problem };
      await ('reason' in row ? upload.reject({ ...record, reason: row.reason }) : upload.add(record, row.values));
    }
    progress.at(bytes, rows);
  }
  await upload.finish();
  await rejected.close();
  const end = { rejected: rejected.count };
  await whileAway(() => client.ask(`/api/v1/imports/${id}/end`, { method: 'POST', body: end, workspace }));
  progress.clear();
  sum(upload, stored.size, rejected);
}

function rows(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'row' : 'rows'}`;
}

function sum({ totals }: Upload, before: number, rejected: RejectedFile): void {
  const known = before + totals.known;
  const words = [
    `${rows(totals.accepted)} imported`,
    ...(known > 0 ? [`${known.toLocaleString('en')} were there already`] : []),
    ...(rejected.count > 0
      ? [`${rejected.count.toLocaleString('en')} rejected: ${rejected.path} has them with the reasons`]
      : []),
  ];
  print(`${words.join(', ')}.`);
  process.exitCode = rejected.count > 0 ? SOME_REJECTED : 0;
}
