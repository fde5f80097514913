import type { Notice } from '@fawkes/contract';
import type { MeasureQuestion } from '../measures/grouping';
import { isAnybodyKnown, NOBODY_KNOWN, peopleNotices } from '../measures/people-notice';

/** Whom an answer counts. Where `nobody` is known across days, zeros would mislead. */
export interface KnownPeople {
  nobody: boolean;
  notices: Notice[];
}

/** What is to be said of the people of [from, to), of whom the answer found none where it `isEmpty`. */
export async function knownPeople(
  q: MeasureQuestion,
  { from, to }: { from: number; to: number },
  isEmpty: boolean
): Promise<KnownPeople> {
  const [notices, anybody] = await Promise.all([
    peopleNotices({ ...q, range: { ...q.range, from, to } }, ['mau']),
    !isEmpty || isAnybodyKnown(q),
  ]);
  return anybody ? { nobody: false, notices } : { nobody: true, notices: [...notices, NOBODY_KNOWN] };
}
