import { type Experiment, peopleOf } from './arms';
import type { Comparison } from './compare';
import type { Design } from './design';
import type { HealthCheck } from './health';
import { effectWords } from './words';

/** What an experiment comes to. */
export interface Decision {
  /** The smallest corrected p-value of the primary metric; null where there is nothing to compare. */
  p: number | null;
  /** Some variant differs from control by the primary metric, and nothing speaks against believing it. */
  significant: boolean;
  winner: string | null;
  /** What to do, or what is missing. */
  recommendation: string;
}

interface Known {
  experiment: Experiment;
  design: Design;
  checks: readonly HealthCheck[];
  comparisons: readonly Comparison[];
}

/**
 * The winner: the variant with the largest effect among those significantly better than control on the primary metric in its
 * wanted direction after correction, if the split and multiple exposure do not fail, none of its guardrails fails, and the
 * sequential test has crossed or the planned sample of a fixed-horizon test is reached. Without a planned sample a fixed test has none.
 */
export function decide(known: Known): Decision {
  const { comparisons, checks, design } = known;
  const primary = comparisons.filter(({ metric }) => metric.role === 'primary');
  const p = primary.length > 0 ? Math.min(...primary.map(({ corrected }) => corrected)) : null;
  const failed = checks.filter(({ state }) => state === 'failed');
  const unfinished = unfinishedOf(known);
  const decided = primary.filter(({ verdict }) => verdict === 'better' || verdict === 'worse');
  const none = { p, significant: false, winner: null };
  if (failed.length > 0) {
    return { ...none, recommendation: `Find the cause before you believe any number. ${reasonsOf(failed)}` };
  }
  if (primary.length === 0) {
    const missing = checks.filter(({ check, state }) => check === 'control' && state !== 'ok');
    return { ...none, recommendation: `There is nothing to compare. ${reasonsOf(missing)}`.trim() };
  }
  if (unfinished !== null) {
    return { ...none, recommendation: unfinished };
  }
  if (decided.length === 0) {
    return { ...none, recommendation: openWords(design, primary) };
  }
  return { p, significant: true, ...conclude(decided, comparisons, design) };
}

function conclude(decided: readonly Comparison[], comparisons: readonly Comparison[], design: Design) {
  const towards = ({ effects, metric }: Comparison) =>
    effects[design.scale].lift * (metric.wanted === 'increase' ? 1 : -1);
  const better = decided.filter(({ verdict }) => verdict === 'better').sort((a, b) => towards(b) - towards(a));
  const [best] = better;
  const worse = decided.filter(({ verdict }) => verdict === 'worse');
  const lost = worse.map((comparison) => `"${comparison.variant}" loses: ${effectWords(comparison)}.`).join(' ');
  if (best === undefined) {
    return { winner: null, recommendation: `Keep the control. ${lost}` };
  }
  const harmed = comparisons.filter(({ variant, verdict }) => variant === best.variant && verdict === 'fails');
  if (harmed.length > 0) {
    const what = harmed.map(effectWords).join('; ');
    return {
      winner: null,
      recommendation: `"${best.variant}" is better (${effectWords(best)}), but harms what it must not: ${what}.`,
    };
  }
  return { winner: best.variant, recommendation: `Ship "${best.variant}": ${effectWords(best)}. ${lost}`.trim() };
}

/** Why a test of a fixed horizon must not be read yet; null where it may, and of a sequential one always. */
function unfinishedOf({ design, experiment }: Known): string | null {
  const { method, plannedSample } = design;
  if (method !== 'fixed') {
    return null;
  }
  const { assigned } = peopleOf(experiment);
  if (plannedSample === undefined) {
    return 'A test of a fixed horizon has no winner without a planned sample: set `plannedSample`, or test sequentially.';
  }
  return assigned < plannedSample
    ? `Wait: ${assigned} of the ${plannedSample} planned people have come, and looking earlier finds differences that are none.`
    : null;
}

function openWords({ alpha, method }: Design, primary: readonly Comparison[]): string {
  if (primary.every(({ verdict }) => verdict === 'too little')) {
    return 'There is nothing to tell the variants apart by yet: in one of them all people are alike.';
  }
  const level = `at the level of ${Math.round(alpha * 1e4) / 100} %`;
  return method === 'fixed'
    ? `The planned people have come, and no difference is shown ${level}: keep the control.`
    : `No difference is shown yet ${level}: go on, or stop where the effect would be too small to matter.`;
}

function reasonsOf(checks: readonly HealthCheck[]): string {
  return checks.map(({ reason }) => reason).join(' ');
}
