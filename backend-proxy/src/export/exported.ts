import type { AnswerMeta } from '@fawkes/contract';
import type { Table } from './table';

/** A question as it was asked, and what one must know to believe its answer. */
export interface Asked {
  query: unknown;
  meta: AnswerMeta;
}

/** What goes into a file. */
export interface Exported {
  /** What it is about, for the file's name: `trends`. */
  subject: string;
  asked: readonly [Asked, ...Asked[]];
  tables: readonly Table[];
  /** Fields that the JSON document has beside what was asked and the tables. */
  beside?: Record<string, unknown>;
}

/** An answer that was cut, in words. */
export function cutInWords({ cut }: AnswerMeta): string {
  return cut ? `Cut: ${cut.shown} of ${cut.total} (${cut.what})` : '';
}
