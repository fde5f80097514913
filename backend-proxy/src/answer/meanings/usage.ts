import type { Meanings } from './meanings';

const P = 'How likely so large a change is, were there none.';

export const LIFECYCLE: Meanings = {
  lifecycle: {
    new: 'People whose first active interval ever it is.',
    returning: 'People active in this interval and in the one before.',
    resurrecting: 'People active in this interval and earlier, though not in the one before.',
    dormant: 'People active in the interval before and not in this one, below zero.',
  },
};

export const STICKINESS: Meanings = {
  stickiness: {
    intervals: 'In how many of the range’s intervals they were active, or met the criterion.',
    people: 'People of exactly so many intervals.',
    share: 'Those, of all of them.',
  },
};

export const RETENTION: Meanings = {
  people: {
    size: 'People who began in the interval.',
    '*': 'People of the cohort who came back so many intervals after they began.',
  },
  rates: {
    size: 'People who began in the interval.',
    '*': 'Of the cohort, how many came back so many intervals after they began.',
  },
  mean: {
    interval: 'So many intervals after they began.',
    rate: 'Those who came back, over all cohorts for which that interval is over.',
    people: 'People of these cohorts.',
  },
};

export const PATHS: Meanings = {
  nodes: {
    ways: 'Ways that come by here at this step.',
    share: 'Those, of all ways.',
    step: 'The step’s place in the way.',
    drop_off: 'Ways that end here.',
    drop_off_rate: 'Those that end here, of all that come by.',
  },
  edges: {
    ways: 'Ways that lead from the one to the other.',
    share: 'Those, of all ways.',
    rate: 'Those, of all that come by the first.',
  },
  paths: { count: 'Who took exactly this way.', share: 'Those, of all ways.' },
};

export const MOVERS: Meanings = {
  movers: {
    measure: 'What is counted.',
    property: 'By what it is split.',
    value: 'The value that changed.',
    current: 'In the range.',
    previous: 'In the period before, which is as long.',
    difference: 'How much more it is than in the period before.',
    change: 'The change against the period before.',
    z: 'The change in standard errors; the list is in the order of its size.',
    p: P,
    p_corrected: 'The p-value, corrected for all changes that were compared (Holm).',
    explained: 'The value’s part of the change of the whole.',
  },
  totals: {
    measure: 'What is counted.',
    current: 'In the range.',
    previous: 'In the period before, which is as long.',
    difference: 'How much more it is than in the period before.',
    change: 'The change against the period before.',
    z: 'The change in standard errors.',
    p: P,
  },
};

const HERE_NOW = 'People with an event in the last 5 minutes.';

export const LIVE: Meanings = {
  now: {
    current_visitors: HERE_NOW,
    visitors: 'People with an event in the last 30 minutes.',
    page_views: 'Page views of the last 30 minutes.',
    events: 'Events of the last 30 minutes.',
  },
  minutes: {
    visitors: 'People with an event in the minute.',
    page_views: 'Page views of the minute.',
    events: 'Events of the minute.',
  },
  '*': { visitors: 'People with it in the last 30 minutes.', current_visitors: HERE_NOW },
};

export const EVENTS: Meanings = {
  events: {
    event: 'The event’s name.',
    person: 'The user where known, else the visitor.',
    site: 'The site that sent it.',
    page: 'The path of the page.',
    source: 'Where the visit came from.',
    country: 'By the address, which is not stored.',
    browser: 'By the browser’s own word.',
    value: 'The number that came with it.',
    props: 'The properties that came with it, as JSON.',
  },
};

export const PEOPLE: Meanings = {
  people: {
    person: 'The user where known, else the visitor.',
    type: 'A user, a stable visitor, or a visitor who is another one each day.',
    first_seen: 'The first active event on the sites asked about.',
    last_seen: 'The last active event before the end of the range.',
    traits: 'What is known of the person at the end of the range, as JSON.',
  },
};
