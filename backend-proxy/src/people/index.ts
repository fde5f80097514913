import type { PersonProfile } from '@fawkes/contract';
import { Problem } from '../problem';
import type { EventStore } from '../store/event-store';
import type { Sql } from '../store/sql';
import { countEvents, erasePerson } from './erase';
import { exportPerson } from './export';
import { findPerson, type Person } from './find-person';
import { profileOf } from './profile';
import { forgetOtherLists, savePeople, type SavedList } from './saved';

/** A person's rights over what is kept of them. An id is a user's or a visitor's; one that names nobody is a Problem 404. */
export interface People {
  profile(workspace: string, id: string): Promise<PersonProfile>;
  /** Lines of JSON; the promise rejects before the first of them where there is nobody. */
  export(workspace: string, id: string): Promise<AsyncGenerator<string>>;
  /** Who is to be erased, and how many events that is, once all that were taken are stored. */
  toErase(workspace: string, id: string): Promise<{ person: Person; events: number }>;
  /** Removes everything of a person, and resolves to whether no file holds any of it. Can be done again. */
  erase(person: Person): Promise<boolean>;
  /** Keeps the people of `behind` (SQL of one column, `person`) as a list, forgets all lists that are not `named`, and gives their number. */
  save(behind: Sql, list: SavedList & { named: readonly string[] }): Promise<number>;
}

/** `settled` resolves when all events that were taken are stored. */
export function peopleOf(store: EventStore, settled: () => Promise<void>): People {
  const find = async (workspace: string, id: string): Promise<Person> => {
    const person = await findPerson(store, workspace, id);
    if (!person) {
      throw new Problem(404, 'unknown_person', 'Nothing is kept of a person with this id in this workspace.');
    }
    return person;
  };
  return {
    profile: async (workspace, id) => profileOf(store, await find(workspace, id), id),
    export: async (workspace, id) => exportPerson(store, await find(workspace, id), id),
    async toErase(workspace, id) {
      await settled();
      const person = await find(workspace, id);
      return { person, events: await countEvents(store, person) };
    },
    erase: (person) => erasePerson(store, person),
    async save(behind, { named, ...list }) {
      await forgetOtherLists(store, list.workspace, [...named, list.saved]);
      return savePeople(store, list, behind);
    },
  };
}
