import type { Comparison } from './compare';

/** An effect as a person reads it: by how much more or less of control, and how sure that is. */
export function effectWords({ metric, effects, corrected }: Comparison): string {
  const { lift, error } = effects.relative;
  const absolute = effects.absolute.lift;
  const by = Number.isFinite(error)
    ? `${rounded(100 * Math.abs(lift))} %`
    : metric.type === 'proportion'
      ? `${rounded(100 * Math.abs(absolute))} percentage points`
      : rounded(Math.abs(absolute));
  const chance = corrected < 0.0001 ? 'p < 0.0001' : `p = ${corrected.toPrecision(2)}`;
  return `${metric.name} is ${by} ${absolute < 0 ? 'lower' : 'higher'} than control's (${chance})`;
}

function rounded(number: number): string {
  return String(Number(number.toPrecision(3)));
}
