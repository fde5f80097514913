import type { Meanings } from './meanings';

const P_HOLM = 'The p-value, corrected for all values that were compared (Holm).';

export const SEGMENTS: Meanings = {
  segments: {
    segment: 'The segment at the end of the range.',
    type: 'Behavioural segments are of everyone and exclude each other; custom ones are the workspace’s own.',
    people: 'People in the segment.',
    share: 'People in the segment, of everyone active in the 90 days before the end of the range.',
    engagement: 'From 0 to 10: how often, how broadly and how lately they were active, on average.',
    weekly_sessions: 'Sessions a week in the last 28 days, on average.',
    features_used: 'Different features used in the last 28 days, on average.',
    days_since_seen: 'Days since they were last active, on average.',
  },
  total: { people: 'Everyone active in the 90 days before the end of the range.' },
  over_time: { '*': 'People in the segment at the end of the interval.' },
};

export const FLOWS: Meanings = {
  flows: {
    from: 'The segment at the start of the range.',
    to: 'The segment at the end of the range.',
    people: 'People who went from the one to the other.',
    share: 'Those, of all who were in the first.',
  },
  sizes: {
    segment: 'The behavioural segment.',
    before: 'People in it at the start of the range.',
    after: 'People in it at the end of the range.',
  },
  nodes: { people: 'People in the segment.', share: 'Those, of all people.' },
  edges: {
    people: 'People who went from the one segment to the other.',
    share: 'Those, of all who were in the first.',
  },
};

export const OVERLAP: Meanings = {
  overlap: {
    combination: 'Exactly which of the segments these people are in.',
    people: 'People in exactly these segments.',
    share: 'Those, of everyone active in the 90 days before the end of the range.',
  },
  sizes: { segment: 'The segment at the end of the range.', people: 'People in the segment.' },
};

export const STANDOUT: Meanings = {
  standout: {
    property: 'The property that is compared, by its id.',
    label: 'The property that is compared.',
    value: 'Its value.',
    people: 'The segment’s people who have it.',
    share: 'Of the segment’s people, how many have it.',
    share_others: 'Of everyone else, how many have it.',
    odds_ratio: 'The odds of it in the segment against those of everyone else, each count plus one.',
    p: 'How likely so large a difference is, were there none (two proportions, two-sided).',
    p_corrected: P_HOLM,
  },
  people: { people: 'The segment’s people.', others: 'Everyone else who was active in these days.' },
};

export const RFM: Meanings = {
  groups: {
    group: 'People by how lately and how often they were here.',
    people: 'People in the group.',
    share: 'Those, of everyone active in the 90 days before the end of the range.',
    days_since_seen: 'Days since they were last active, on average.',
    sessions: 'Sessions in these days, on average.',
    features_used: 'Different features used in these days, on average.',
  },
  grid: {
    recency: 'The fifth by how lately people were seen; 5 is the latest.',
    '*': 'People in this fifth of recency and of frequency.',
  },
  cells: {
    recency: 'The fifth by how lately people were seen; 5 is the latest.',
    frequency: 'The fifth by the number of sessions; 5 is the most.',
    breadth: 'The fifth by the number of features used; 5 is the most.',
    group: 'The group that recency and frequency make.',
    people: 'People in all three.',
  },
};

export const POWER_CURVE: Meanings = {
  power_curve: {
    days: 'On how many of the days that end with the range they were active.',
    people: 'People active on exactly so many days.',
    share: 'Those, of everyone active in these days.',
  },
};
