import { finiteAt } from '../common/fields';
import type { FunnelFields } from './funnelFields';

export interface FunnelStep {
  /** Its row in the frame. */
  at: number;
  /** How many did it; null where that is not known. */
  value: number | null;
  /** How many came to it. */
  entered: number | null;
  /** Entered less value, never below 0. */
  lost: number | null;
  /** Value of entered, 1 for all; null of none. */
  went: number | null;
  /** Value of those who came to the first step. */
  ofFirst: number | null;
  /** The step at which most are lost, the first of several. */
  isBottleneck: boolean;
}

/** What became of the people from step to step. Numbers below 0 are none of people, and so not known. */
export function funnelSteps({
  frame,
  value,
  entered,
}: Pick<FunnelFields, 'frame' | 'value' | 'entered'>): FunnelStep[] {
  const values = Array.from({ length: frame.length }, (_, at) => countAt(value, at));
  const came = values.map((own, at) => {
    const counted = entered ? countAt(entered, at) : null;
    return counted ?? (at === 0 ? own : (values[at - 1] ?? null));
  });
  const first = came[0] ?? null;
  const steps = values.map((own, at) => {
    const before = came[at] ?? null;
    const lost = own === null || before === null ? null : Math.max(0, before - own);
    return { at, value: own, entered: before, lost, went: share(own, before), ofFirst: share(own, first) };
  });
  const most = steps.reduce((a, { lost }) => Math.max(a, lost ?? 0), 0);
  const bottleneck = most > 0 ? steps.findIndex(({ lost }) => lost === most) : -1;
  return steps.map((step) => ({ ...step, isBottleneck: step.at === bottleneck }));
}

function countAt(field: FunnelFields['value'], at: number): number | null {
  const count = finiteAt(field, at);
  return count !== null && count >= 0 ? count : null;
}

const share = (part: number | null, whole: number | null): number | null =>
  part === null || !whole ? null : part / whole;

/** What the longest bar stands for. */
export const longest = (steps: readonly FunnelStep[]): number =>
  steps.reduce((a, { value, entered }) => Math.max(a, value ?? 0, entered ?? 0), 0);
