import type { Meanings } from './meanings';

const STEP = {
  step_number: 'The step’s place in the funnel.',
  step_name: 'The step, as the funnel names it.',
  users_entered: 'Those who came to the step: who made the one before, or entered the funnel.',
  users_completed: 'Those who made the step within the funnel’s window.',
  completion_rate: 'Those who made the step, of those who came to it.',
  drop_off_rate: 'Those who did not make the step, of those who came to it.',
  avg_time_to_next_step: 'The mean time from this step to the next, over those who made both.',
  median_time_to_next_step: 'Half of those who made this step and the next took at most so long.',
  p90_time_to_next_step: 'Nine of ten who made this step and the next took at most so long.',
};

const WHOLE = {
  users_entered: 'Those who entered the funnel.',
  users_completed: 'Those who made its last step within the window.',
  conversion_rate: 'Those who made the last step, of those who entered.',
  drop_off_rate: 'Those who did not make the last step, of those who entered.',
  avg_completion_time: 'The mean time from the first step to the last, over those who made it.',
};

export const FUNNEL: Meanings = {
  steps: STEP,
  summary: {
    funnel_name: 'The funnel.',
    description: 'What the funnel is about.',
    overall_conversion_rate: WHOLE.conversion_rate,
    total_users: WHOLE.users_entered,
    completed_users: WHOLE.users_completed,
    avg_completion_time: WHOLE.avg_completion_time,
    bottleneck: 'The step that loses most people.',
  },
  values: {
    ...WHOLE,
    p_value: 'How likely so large a difference from the other values is, were there none (Holm-corrected).',
    verdict: 'Better or worse than the other values, where that is significant and there are people enough.',
  },
  value_steps: STEP,
  trend: WHOLE,
  time_to_convert: {
    from: 'The bin’s shortest time from the first step to the last.',
    to: 'The time that the bin ends before.',
    people: 'Those who took so long.',
    share: 'Those who took so long, of all who converted.',
  },
  histogram: {
    xMin: 'The bin’s shortest time from the first step to the last.',
    xMax: 'The time that the bin ends before.',
    people: 'Those who took so long.',
  },
  correlation: {
    property: 'What is compared.',
    value: 'The event’s name, or the property’s value.',
    converted: 'Those who converted and had it.',
    dropped: 'Those who did not convert and had it.',
    converted_share: 'Of those who converted, how many had it.',
    dropped_share: 'Of those who did not convert, how many had it.',
    odds_ratio: 'The odds of it among those who converted against those of the rest, each count plus one.',
    p_value: 'How likely so large a difference is, were there none (Holm-corrected).',
  },
};
