import type { Notice } from '@fawkes/contract';
import type { PeopleRow } from './steps';

/** What one must know of the people who are counted, from a row with `PEOPLE_COLUMNS`. */
export function peopleNotices({ people, anonymous, overlong_people: overlong }: Partial<PeopleRow>): Notice[] {
  const notices: Notice[] = [];
  if (Number(people) > 0 && Number(anonymous) > 0) {
    const share = Math.round((Number(anonymous) / Number(people)) * 1000) / 10;
    notices.push({
      severity: 'info',
      code: 'anonymous_share',
      text: `${share} % of the ${Number(people)} people who start are anonymous daily visitors: whoever goes on another day counts as lost.`,
    });
  }
  if (Number(overlong) > 0) {
    notices.push({
      severity: 'warning',
      code: 'overlong',
      text: `${Number(overlong)} of the people have so many events of these steps that only the first are looked at.`,
    });
  }
  return notices;
}
