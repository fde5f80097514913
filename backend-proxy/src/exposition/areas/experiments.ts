import { asNumber, column, framed } from '../../frame-reader';
import type { Sample } from '../families';
import type { Area } from './area';

/** All experiments since the first event, as the old API has them. */
export const experiments: Area = {
  name: 'experiments',
  families: ['active_experiments', 'experiment_conversions', 'experiment_conversion_rate'],
  async samples({ ask, asOf, reached }) {
    const answered = await ask({ v: 1, kind: 'experiments', range: { from: 0, to: asOf }, asOf });
    const running = column(answered, 'status').filter((status) => status === 'running').length;
    const significant = column(answered, 'significant');
    await reached(column(answered, 'experiment').flatMap((id, i) => (significant[i] === true ? [String(id)] : [])));
    const variants = framed(answered, 'variants');
    const ofVariants = column(variants, 'experiment').flatMap((experiment, i): Sample[] => {
      const labels = { experiment_id: String(experiment), variant: String(column(variants, 'variant')[i]) };
      const number = (field: string) => asNumber(column(variants, field)[i]);
      return [
        { family: 'experiment_conversions', labels, value: number('conversions') },
        { family: 'experiment_conversion_rate', labels, value: number('conversion_rate') },
      ];
    });
    return [{ family: 'active_experiments', value: running }, ...ofVariants];
  },
};
