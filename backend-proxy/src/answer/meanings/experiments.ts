import type { Meanings } from './meanings';

const ARM = {
  variant: 'What was shown.',
  assignments: 'People who saw this variant first, and no other.',
  conversions: 'Those of them who converted after they first saw it.',
  conversion_rate: 'Those who converted, of those who saw the variant.',
  rate_low: 'The lower end of the rate’s 95 % interval (Wilson).',
  rate_high: 'The upper end of the rate’s 95 % interval (Wilson).',
};

const LISTED = {
  experiment: 'The experiment, as its events name it.',
  status: 'Running while its latest exposure is recent, stopped after that; a draft is defined and was not seen yet.',
  started: 'When somebody was first exposed to it in the range.',
  latest: 'When somebody was last exposed to it in the range.',
  variants: 'Variants that somebody saw.',
  assigned: 'People who belong to a variant: the one that they saw first.',
  excluded: 'People who saw several variants and are left out.',
  health: 'The worst of what must be right before the numbers mean what they say.',
  sample_ratio_p: 'How likely so uneven a split is, were people assigned as meant; under 0.001 it is broken.',
  winner: 'The variant that is significantly better than control by the primary metric, where there is one.',
  p_value: 'How likely so large a difference from control is, were there none, by the primary metric.',
  significant: 'Whether a variant differs significantly from control by the primary metric.',
  confidence_level: 'How often intervals made like these hold the true effect.',
  recommendation: 'What to do, or what is missing before that can be said.',
};

const SUMMARY = {
  ...LISTED,
  control: 'The variant that the others are held against.',
  method: 'How it is judged.',
  planned_sample: 'People that it takes by plan.',
  sample_reached: 'People who came, of those planned.',
  detectable_effect: 'The smallest relative effect that so many people show four times of five.',
  power: 'How often so many people show the effect that is wanted, where there is one.',
  days_left: 'Days until the planned people have come, at the present traffic.',
};

const OVER_TIME = {
  people: 'People exposed to the variant from the beginning to the end of the interval.',
  conversions: 'Those who converted from the beginning to the end of the interval.',
};

const RESULTS = {
  metric: 'What is measured.',
  role: 'The primary metric decides, secondary ones tell more, guardrails must not get worse.',
  variant: 'What was shown.',
  people: 'People of the variant whom the metric is measured over.',
  unit: 'What value and effect are counted in.',
  value: 'The variant’s own value.',
  value_low: 'The lower end of the value’s 95 % interval.',
  value_high: 'The upper end of the value’s 95 % interval.',
  effect: 'The variant’s value less that of control.',
  effect_low: 'The lower end of the effect’s interval.',
  effect_high: 'The upper end of the effect’s interval.',
  relative_effect: 'The effect, of control’s value.',
  relative_low: 'The lower end of the relative effect’s interval.',
  relative_high: 'The upper end of the relative effect’s interval.',
  p_value: 'How likely so large a difference from control is, were there none.',
  p_corrected: 'The p-value, corrected for all that were compared.',
  chance_to_win: 'How likely the variant is better than control, given the data.',
  expected_loss: 'How much is lost on average by choosing the variant, were it worse.',
  verdict: 'What the comparison shows.',
};

const HEALTH = {
  check: 'What must be right.',
  state: 'Whether it is.',
  value: 'The split’s p-value, the percentage that saw several variants, or the smallest variant’s people.',
  reason: 'Why.',
};

const EFFECTS = {
  value: 'The variant’s own value by the end of the interval.',
  effect: RESULTS.effect,
  effect_low: RESULTS.effect_low,
  effect_high: RESULTS.effect_high,
  relative_effect: RESULTS.relative_effect,
  relative_low: RESULTS.relative_low,
  relative_high: RESULTS.relative_high,
  p_corrected: RESULTS.p_corrected,
};

const EXPOSURES = {
  people: 'People who were first exposed to the variant in the interval.',
  split_p: 'How likely so uneven a split of all who had come is, were people assigned as meant.',
};

const NOVELTY = {
  variant: 'What was shown.',
  people: 'People of the variant whose two weeks from the exposure on are over.',
  early_effect: 'The variant’s value less that of control, in each person’s first week.',
  late_effect: 'The same in each person’s second week.',
  change: 'The effect in the second week less that in the first.',
  change_low: 'The lower end of the change’s interval.',
  change_high: 'The upper end of the change’s interval.',
  p_corrected: 'How likely so large a change is, were there none; corrected for the number of variants.',
  verdict: 'Whether the effect fades or grows, or neither is shown.',
};

export const EXPERIMENTS: Meanings = {
  experiments: LISTED,
  variants: { experiment: LISTED.experiment, ...ARM },
  summary: {
    experiments: 'Experiments that somebody was exposed to in the range, and those that are defined.',
    running: 'Experiments whose latest exposure is recent.',
    significant: 'Experiments with a variant that differs significantly from control.',
  },
  over_time: OVER_TIME,
};

export const EXPERIMENT: Meanings = {
  variants: ARM,
  summary: SUMMARY,
  over_time: OVER_TIME,
  results: RESULTS,
  health: HEALTH,
  effects: EFFECTS,
  exposures: EXPOSURES,
  breakdown: {
    value_of_property: 'The property’s value at the first exposure.',
    ...RESULTS,
    split_p: 'How likely so uneven a split of the value’s people is, were people assigned as meant.',
  },
  novelty: NOVELTY,
};
