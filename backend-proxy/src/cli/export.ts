import { basename, dirname, extname } from 'node:path';
import { exportFormatSchema, type ExportFormat } from '@fawkes/contract';
import { Option, type Command } from 'commander';
import { PATIENCE_MS, writeFile } from './backup-files';
import { CliError } from './cli-error';
import { Unreachable, type Asked } from './client';
import { connect, withConnection, type ConnectionOptions } from './connect';
import { pass, tell } from './output';
import { explained } from './question/asked-wrongly';
import { withQuestion, type QuestionOptions } from './question/options';
import { readQuestion } from './question/question';

interface WhereToAsk extends ConnectionOptions {
  workspace?: string;
  table?: string;
}

interface ExportOptions extends WhereToAsk, QuestionOptions {
  format?: ExportFormat;
  out?: string;
}

/** `export`. */
export function addExport(program: Command): void {
  withConnection(withQuestion(program.command('export')))
    .description('write the answer to a question, or the whole raw log (events), to a file')
    .option('--workspace <workspace>', 'workspace to ask in (default: the token’s)')
    .addOption(
      new Option('-f, --format <format>', 'by default what the file is called').choices(exportFormatSchema.options)
    )
    .option('-o, --out <file>', 'where to write it (default: standard output)')
    .option('--table <name>', 'one of the answer’s tables alone')
    .action(async (question: string, options: ExportOptions) => {
      const format = formatOf(options);
      const content = exportOf(await readQuestion(question, options), format, options);
      if (options.out === undefined) {
        await pass(content);
        return;
      }
      const { bytes } = await writeFile(dirname(options.out), basename(options.out), content).catch(
        unwritable(options.out)
      );
      tell([`${options.out}: ${bytes} bytes`]);
    });
}

/** The answer as a file, as it comes. Rejects with a CliError, also where it is broken off. */
export async function* exportOf(query: unknown, format: ExportFormat, options: WhereToAsk): AsyncGenerator<Uint8Array> {
  const path = `/api/v1/query/export?${new URLSearchParams({ format, ...(options.table ? { table: options.table } : {}) })}`;
  const asked: Asked = { method: 'POST', body: query, workspace: options.workspace, patienceMs: PATIENCE_MS };
  const client = await connect(options);
  const content = await client.stream(path, asked).catch((error: unknown) => {
    throw explained(error);
  });
  try {
    yield* content;
  } catch {
    throw new Unreachable('The proxy broke the export off: what came is not whole.');
  }
}

function formatOf({ format, out }: ExportOptions): ExportFormat {
  const named = format ?? extname(out ?? '').slice(1);
  const found = exportFormatSchema.safeParse(named);
  if (!found.success) {
    throw new CliError(`Say with --format which of ${exportFormatSchema.options.join(', ')} the file shall be.`, 2);
  }
  return found.data;
}

function unwritable(file: string) {
  return (error: unknown): never => {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : new CliError(`${file} cannot be written: ${message}.`);
  };
}
