import { asNumber, column } from '../../frame-reader';
import type { Sample } from '../families';
import type { Area } from './area';

export const segments: Area = {
  name: 'segments',
  families: ['segment_size', 'segment_engagement'],
  async samples({ ask, asOf }) {
    const answered = await ask({ v: 1, kind: 'segments', range: { last: '30d' }, asOf });
    return column(answered, 'segment').flatMap((name, i): Sample[] => {
      const labels = { segment_name: String(name) };
      const number = (field: string) => asNumber(column(answered, field)[i]);
      return [
        { family: 'segment_size', labels, value: number('people') },
        { family: 'segment_engagement', labels, value: number('engagement') },
      ];
    });
  },
};
