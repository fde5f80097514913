import { randomBytes } from 'node:crypto';
import type { Database } from './database';

const DAY_MS = 86_400_000;

export interface DailySalts {
  current: Buffer;
  /** Yesterday's (UTC), for visits that cross midnight. */
  previous?: Buffer;
}

export interface Salts {
  /** The salts of the day that `now` (milliseconds since 1970) is in. Those older than yesterday's are deleted: 48 hours. */
  today(now: number): Promise<DailySalts>;
}

export function saltsOf(db: Database): Salts {
  let known: { day: string; salts: Promise<DailySalts> } | undefined;
  return {
    today(now) {
      const day = dayOf(now);
      if (known?.day !== day) {
        const salts = load(db, day, dayOf(now - DAY_MS));
        salts.catch(() => (known = undefined));
        known = { day, salts };
      }
      return known.salts;
    },
  };
}

/** Several proxies may share the catalog: the first one's salt of a day holds for all. */
async function load(db: Database, day: string, yesterday: string): Promise<DailySalts> {
  await db
    .insertInto('salts')
    .values({ day, salt: randomBytes(16).toString('hex') })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db.deleteFrom('salts').where('day', '<', yesterday).execute();
  const rows = await db.selectFrom('salts').selectAll().where('day', 'in', [day, yesterday]).execute();
  const salt = (wanted: string) => {
    const row = rows.find((candidate) => candidate.day === wanted);
    return row && Buffer.from(row.salt, 'hex');
  };
  const current = salt(day);
  if (!current) {
    throw new Error(`the catalog lost the salt of ${day}`);
  }
  return { current, previous: salt(yesterday) };
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
