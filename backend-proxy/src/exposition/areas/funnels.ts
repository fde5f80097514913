import { asNumber, column, framed, single } from '../../frame-reader';
import type { Sample } from '../families';
import type { Area, Asking } from './area';

export const funnels: Area = {
  name: 'funnels',
  families: ['funnel_conversion_rate', 'funnel_step_number', 'funnel_step_completion_rate', 'funnel_drop_off_rate'],
  async samples(asking) {
    const names = await asking.funnels();
    return (await Promise.all(names.map((name) => ofFunnel(asking, name)))).flat();
  },
};

async function ofFunnel({ ask, asOf }: Asking, name: string): Promise<Sample[]> {
  const answered = await ask({ v: 1, kind: 'funnel', funnel: name, range: { last: '30d' }, asOf });
  const steps = framed(answered, 'steps');
  const conversion = single(framed(answered, 'summary'), 'overall_conversion_rate');
  const ofSteps = column(steps, 'step_name').flatMap((step, i): Sample[] => {
    const labels = { funnel_name: name, step: String(step) };
    const number = (field: string) => asNumber(column(steps, field)[i]);
    return [
      { family: 'funnel_step_number', labels, value: i + 1 },
      { family: 'funnel_step_completion_rate', labels, value: number('completion_rate') },
      { family: 'funnel_drop_off_rate', labels, value: number('drop_off_rate') },
    ];
  });
  return [{ family: 'funnel_conversion_rate', labels: { funnel_name: name }, value: conversion }, ...ofSteps];
}
