import { events } from './001-events';
import { identity } from './002-identity';
import { fullDisk } from './003-full-disk';
import { savedPeople } from './004-saved-people';
import { skipIndexes } from './005-skip-indexes';
import type { Migration } from './migration';

/** All steps of the schema, in order. One that was released is never changed: a new one follows it. */
export const MIGRATIONS: readonly Migration[] = [events, identity, fullDisk, savedPeople, skipIndexes];
