import { Command, type CommanderError } from 'commander';
import { VERSION } from '../version';
import { addBackup } from './backup';
import { addCheck } from './check';
import { addDefinitions } from './definitions';
import { addExport } from './export';
import { addHealth } from './health';
import { addImport } from './import';
import { addPeople } from './people';
import { addQuery } from './query';
import { addRestore } from './restore';
import { addSampleSize } from './sample-size';
import { addServe } from './serve';
import { addSites } from './sites';
import { addTokens } from './tokens';
import { addWorkspaces } from './workspaces';

const WRONG_USE = 2;

const ABOUT = `Product analytics: events in, answers out.

"serve" starts the proxy. The other commands ask the running one, with the token that lies in its data directory.`;

const EXAMPLES = `
Examples:
  $ fawkes-analytics serve --port 8787 --data-dir ./data
  $ fawkes-analytics site add docs.example
  $ fawkes-analytics token create --workspace default --role ingest
  $ fawkes-analytics query trends --measure page_views --range 7d
  $ fawkes-analytics export events --range 30d --out events.parquet

Configuration by the environment: docs/configuration.md`;

/** The command line. */
export function program(): Command {
  const command = new Command('fawkes-analytics')
    .description(ABOUT)
    .version(VERSION)
    .addHelpText('after', EXAMPLES)
    .exitOverride(leave);
  addServe(command);
  addTokens(command);
  addSites(command);
  addWorkspaces(command);
  addDefinitions(command);
  addPeople(command);
  addQuery(command);
  addSampleSize(command);
  addExport(command);
  addHealth(command);
  addCheck(command);
  addImport(command);
  addBackup(command);
  addRestore(command);
  return command;
}

function leave({ exitCode }: CommanderError): never {
  process.exit(exitCode === 0 ? 0 : WRONG_USE);
}
