import { MISMATCH_P, sampleRatio } from '../../statistics/sample-ratio';
import { type Arm, type Experiment, peopleOf, variantsOf } from './arms';
import type { Design } from './design';

export type HealthState = 'ok' | 'warning' | 'failed';

/** One thing that must be right before an experiment's numbers mean what they say. */
export interface HealthCheck {
  check: 'sample_ratio' | 'several_variants_seen' | 'control' | 'people';
  state: HealthState;
  /** The p-value of the split, the percentage that saw several, the smallest variant's people; null of the control. */
  value: number | null;
  reason: string;
}

const WARNING_SHARE = 0.01;
const FAILURE_SHARE = 0.1;
/** A variant of fewer people tells hardly anything yet. */
const FEW = 30;

/** Whether people came to the variants as meant, and enough of them. */
export function healthOf(experiment: Experiment, design: Design, control: string | null): HealthCheck[] {
  return [
    split(experiment, design),
    severalSeen(experiment),
    hasControl(experiment, design, control),
    people(experiment),
  ];
}

/** The worst of the checks. */
export function worstOf(checks: readonly HealthCheck[]): HealthState {
  const states = checks.map(({ state }) => state);
  return (['failed', 'warning'] as const).find((state) => states.includes(state)) ?? 'ok';
}

/** The variants that are meant and those that were seen, each with its people and the weight it should have. */
export function allocated(
  arms: readonly Arm[],
  { variants }: Design
): Array<{ variant: string; count: number; weight: number }> {
  const seen = arms.map(({ variant, assignments }) => ({
    variant,
    count: assignments,
    weight: variants ? (variants.find(({ name }) => name === variant)?.weight ?? 0) : 1,
  }));
  const unseen = (variants ?? []).filter(({ name }) => !arms.some(({ variant }) => variant === name));
  return [...seen, ...unseen.map(({ name, weight }) => ({ variant: name, count: 0, weight }))];
}

function split(experiment: Experiment, design: Design): HealthCheck {
  const arms = allocated(variantsOf(experiment), design);
  const { p } = sampleRatio(arms);
  const counts = arms.map(({ variant, count }) => `${variant} ${count}`).join(', ');
  const weights = design.variants
    ? `${design.variants.map(({ name, weight }) => `${name} ${weight}`).join(', ')} as it is defined`
    : 'equal shares, as no allocation is defined';
  const failed = p < MISMATCH_P;
  return {
    check: 'sample_ratio',
    state: failed ? 'failed' : 'ok',
    value: p,
    reason: failed
      ? `The split is broken: ${counts} people do not fit ${weights} (p = ${p.toPrecision(2)}).`
      : `${counts} people fit ${weights}.`,
  };
}

function severalSeen(experiment: Experiment): HealthCheck {
  const { assigned, excluded } = peopleOf(experiment);
  const all = assigned + excluded;
  const share = all > 0 ? excluded / all : 0;
  const state = share >= FAILURE_SHARE ? 'failed' : share >= WARNING_SHARE ? 'warning' : 'ok';
  return {
    check: 'several_variants_seen',
    state,
    value: 100 * share,
    reason:
      excluded === 0
        ? 'Nobody saw more than one variant.'
        : `${excluded} of ${all} people saw more than one variant (${Math.round(share * 1000) / 10} %) and are left out.${state === 'ok' ? '' : ' Keep a person in one variant.'}`,
  };
}

function hasControl(experiment: Experiment, { control: named }: Design, control: string | null): HealthCheck {
  const seen = variantsOf(experiment).flatMap(({ variant, assignments }) => (assignments > 0 ? [variant] : []));
  const state = control !== null && seen.includes(control) ? 'ok' : 'warning';
  const others = seen.filter((variant) => variant !== control);
  return {
    check: 'control',
    state: state === 'ok' && others.length === 0 ? 'warning' : state,
    value: null,
    reason: controlReason(control, named, { seen: state === 'ok', others }),
  };
}

function controlReason(
  control: string | null,
  named: string | undefined,
  { seen, others }: { seen: boolean; others: readonly string[] }
): string {
  if (control === null) {
    return `No variant is named control (${others.join(', ') || 'none was seen'}): say which is, as \`control\` of the experiment's definition.`;
  }
  if (!seen) {
    return `Nobody saw the control "${control}".`;
  }
  if (others.length === 0) {
    return `Nobody saw another variant than the control "${control}".`;
  }
  return named === undefined ? `"${control}" is taken for the control by its name.` : `"${control}" is the control.`;
}

function people(experiment: Experiment): HealthCheck {
  const arms = variantsOf(experiment);
  const fewest = Math.min(...arms.map(({ assignments }) => assignments));
  const least = arms.find(({ assignments }) => assignments === fewest);
  if (least === undefined) {
    return { check: 'people', state: 'warning', value: 0, reason: 'Nobody is in a variant yet.' };
  }
  const few = fewest < FEW;
  return {
    check: 'people',
    state: few ? 'warning' : 'ok',
    value: fewest,
    reason: few
      ? `Only ${fewest} people are in "${least.variant}": under ${FEW} there is hardly anything to tell.`
      : `Every variant has at least ${fewest} people.`,
  };
}
