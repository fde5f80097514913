import { asNumber, column } from '../../frame-reader';
import type { Sample } from '../families';
import type { Area } from './area';

export const adoption: Area = {
  name: 'adoption',
  families: ['feature_adoption_rate', 'feature_unique_users'],
  async samples({ ask, asOf }) {
    const answered = await ask({ v: 1, kind: 'adoption', range: { last: '30d' }, asOf });
    return column(answered, 'feature').flatMap((name, i): Sample[] => {
      const labels = { feature_name: String(name) };
      const number = (field: string) => asNumber(column(answered, field)[i]);
      return [
        { family: 'feature_adoption_rate', labels, value: number('adoption_rate') },
        { family: 'feature_unique_users', labels, value: number('unique_users') },
      ];
    });
  },
};
