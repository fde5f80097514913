import type { DataFrame } from '@grafana/data';
import { presentField } from '../../panels/frames';

/** The step with the largest loss of people, as the answer names it. */
export interface Bottleneck {
  step: string;
  entered: number;
  completed: number;
  /** Percent of those who entered the step. */
  dropOff: number;
}

/** What the answer says about its bottleneck; undefined where nobody entered or nobody was lost. */
export function bottleneckOf(frames: DataFrame[]): Bottleneck | undefined {
  const summary = frames.find((frame) => frame.name === 'summary');
  const steps = frames.find((frame) => frame.name === 'steps');
  const step = summary && presentField(summary, 'bottleneck')?.values[0];
  const row = (steps && presentField(steps, 'step_name')?.values.indexOf(step)) ?? -1;
  if (!steps || typeof step !== 'string' || row < 0) {
    return undefined;
  }
  const at = (name: string) => Number(presentField(steps, name)?.values[row]);
  return { step, entered: at('users_entered'), completed: at('users_completed'), dropOff: at('drop_off_rate') };
}
