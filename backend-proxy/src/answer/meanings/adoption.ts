import type { Meanings } from './meanings';

export const ADOPTION: Meanings = {
  adoption: {
    feature: 'The feature, as the workspace defines it.',
    adoption_rate: 'Eligible people who used the feature in the range, of all who could have.',
    adoption_rate_previous: 'The same in the period before, which is as long.',
    trend: 'Up or down where the rate differs from the period before at p < 0.05, else stable.',
    trend_p:
      'How likely so large a difference from the period before is, were there none (two proportions, two-sided).',
    total_uses: 'Active events that meet the feature’s matcher.',
    unique_users: 'People who used the feature in the range.',
    eligible: 'People who could have used the feature: those active in the range, or whom the feature names.',
    depth: 'Uses by people, per person who used it.',
    time_to_adopt_p25: 'A quarter of the users took at most so long from first being seen to their first use.',
    time_to_adopt: 'Half of the users took at most so long from first being seen to their first use.',
    time_to_adopt_p75: 'Three quarters of the users took at most so long from first being seen to their first use.',
    new: 'People whose first use ever lies in the range.',
    returning: 'People who used it in the range and in the period before.',
    resurrected: 'People who used it in the range and at some time before, though not in the period before.',
    lapsed: 'People who used it in the period before and not in the range.',
    first_use: 'When the feature was used for the first time.',
    last_use: 'When the feature was used for the last time.',
  },
  summary: {
    features: 'Features that the workspace defines.',
    unused: 'Features that nobody used in the range.',
    active: 'People active in the range.',
    breadth: 'Features used in the range, per active person.',
  },
  over_time: {
    adoption_rate: 'People eligible in the interval who used the feature in it.',
    breadth: 'Features used in the interval, per active person.',
  },
  by_segment: {
    feature: 'The feature, as the workspace defines it.',
    '*': 'The segment’s people who used the feature, of those who could have.',
  },
  segments: {
    segment: 'The segment at the end of the range.',
    people: 'The segment’s people who were active in the range.',
  },
};
