import type { Command } from 'commander';
import type { PersonProfile } from '@fawkes/contract';
import { connect, withConnection, type ConnectionOptions } from './connect';
import { print, tell } from './output';

interface PersonOptions extends ConnectionOptions {
  workspace: string;
}

interface Erased {
  erased_events: number;
  files_gone: boolean;
}

/** The engine writes the files anew that hold the person. */
const ERASE_MS = 600_000;

/** `person show | export | erase`. */
export function addPeople(program: Command): void {
  const person = program.command('person').description('show, export and erase what is kept of a person');
  const on = (name: string, description: string) =>
    withConnection(person.command(name))
      .description(description)
      .argument('<id>', 'the id of a user or of a visitor')
      .option('--workspace <workspace>', 'workspace to look in', 'default');
  const path = (id: string) => `/api/v1/people/${encodeURIComponent(id)}`;

  on('show', 'show ids, traits, first and last seen').action(async (id: string, options: PersonOptions) => {
    const { workspace } = options;
    const profile = await (await connect(options)).ask<PersonProfile>(path(id), { workspace });
    print(JSON.stringify(profile, undefined, 2));
  });
  on('export', 'print all that is kept, as lines of JSON').action(async (id: string, options: PersonOptions) => {
    const { workspace } = options;
    const lines = await (await connect(options)).stream(`${path(id)}/export`, { workspace });
    for await (const part of lines) {
      process.stdout.write(part);
    }
  });
  on('erase', 'erase the person from every table and file; there is no way back').action(
    async (id: string, options: PersonOptions) => {
      const { workspace } = options;
      const asked = { method: 'DELETE', workspace, patienceMs: ERASE_MS } as const;
      const erased = await (await connect(options)).ask<Erased>(path(id), asked);
      print(`Erased, with ${erased.erased_events} events.`);
      if (!erased.files_gone) {
        tell(['A question that still runs holds old files with the person; they go when it ends.']);
      }
    }
  );
}
