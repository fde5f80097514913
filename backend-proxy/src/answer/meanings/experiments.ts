import type { Meanings } from './index';

const ASSIGNED = 'People who belong to a variant: the one that they saw first.';
const EXCLUDED = 'People who saw several variants and are left out.';

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
  status: 'Running while its latest exposure is recent, else stopped.',
  started: 'When somebody was first exposed to it in the range.',
  latest: 'When somebody was last exposed to it in the range.',
  variants: 'Variants that somebody saw.',
  assigned: ASSIGNED,
  excluded: EXCLUDED,
  winner: 'The variant that is significantly better than control by the primary metric, where there is one.',
  p_value: 'How likely so large a difference from control is, were there none.',
};

const OVER_TIME = {
  people: 'People exposed to the variant from the beginning to the end of the interval.',
  conversions: 'Those who converted from the beginning to the end of the interval.',
};

export const EXPERIMENTS: Meanings = {
  experiments: LISTED,
  variants: { experiment: LISTED.experiment, ...ARM },
  summary: {
    experiments: 'Experiments that somebody was exposed to in the range.',
    running: 'Experiments whose latest exposure is recent.',
    significant: 'Experiments that have a winner.',
  },
  over_time: OVER_TIME,
};

export const EXPERIMENT: Meanings = { variants: ARM, summary: LISTED, over_time: OVER_TIME };
