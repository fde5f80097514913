import type { PersonProfile } from '@fawkes/contract';
import { Problem } from '../problem';
import type { EventStore } from '../store/event-store';
import { erasePerson, type Erased } from './erase';
import { exportPerson } from './export';
import { findPerson, type Person } from './find-person';
import { profileOf } from './profile';

/** A person's rights over what is kept of them. An id is a user's or a visitor's; one that names nobody is a Problem 404. */
export interface People {
  profile(workspace: string, id: string): Promise<PersonProfile>;
  /** Lines of JSON; the promise rejects before the first of them where there is nobody. */
  export(workspace: string, id: string): Promise<AsyncGenerator<string>>;
  erase(workspace: string, id: string): Promise<Erased>;
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
    async erase(workspace, id) {
      await settled();
      return erasePerson(store, await find(workspace, id));
    },
  };
}
