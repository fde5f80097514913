import { Counter, Gauge, type Registry } from 'prom-client';
import type { Count } from '../catalog/counters';

/** What one reads now: name, explanation and labels of each family, as the earlier service had them, but for the steps' numbers. Percentages are 0 to 100. */
const GAUGES = {
  total_users: ['People ever seen'],
  active_users: ['People active in the last 7 days'],
  unique_visitors: ['Persons with any event in the last 7 days'],
  avg_session_duration_seconds: ['Mean duration of the sessions of the last 7 days'],
  bounce_rate_percentage: ['Sessions of one page view and nothing more in the last 7 days, percent of all (0-100)'],
  feature_adoption_rate: [
    'Who used the feature in the last 30 days, percent of those who could (0-100)',
    'feature_name',
  ],
  feature_unique_users: ['People who used the feature in the last 30 days', 'feature_name'],
  active_experiments: ['Experiments that run now'],
  experiment_conversions: ['People of the variant who converted since the start', 'experiment_id', 'variant'],
  experiment_conversion_rate: ['The same, percent of the people of the variant (0-100)', 'experiment_id', 'variant'],
  segment_size: ['People in the segment now', 'segment_name'],
  segment_engagement: ['Mean engagement of the people in the segment (0-10)', 'segment_name'],
  funnel_conversion_rate: [
    'Who came through the funnel in the last 30 days, percent of those who entered (0-100)',
    'funnel_name',
  ],
  funnel_step_number: [
    'The place of the step in its funnel, from 1, to sort the other families by',
    'funnel_name',
    'step',
  ],
  funnel_step_completion_rate: ['Who made the step, percent of those who came to it (0-100)', 'funnel_name', 'step'],
  funnel_drop_off_rate: ['Who did not make the step, percent of those who came to it (0-100)', 'funnel_name', 'step'],
} as const satisfies Record<string, readonly [help: string, ...labels: string[]]>;

/** What was ever counted. */
const COUNTERS = {
  page_views: ['analytics_page_views_total', 'Page views ever accepted'],
  feature_usage: [
    'analytics_feature_usage_total',
    'Uses ever accepted, by the definition of that time',
    'feature_name',
  ],
  significant_results: ['analytics_significant_results_total', 'Experiments that ever reached significance'],
} as const satisfies Record<Count['family'], readonly [name: string, help: string, ...labels: string[]]>;

export type GaugeName = keyof typeof GAUGES;

/** A number of a family; null is "not known", which is shown as nothing rather than as 0. */
export interface Sample {
  family: GaugeName;
  labels?: Record<string, string>;
  value: number | null;
}

/** The families of a workspace's numbers. */
export interface Families {
  /** Puts these samples in the place of all that the families had. */
  replace(families: readonly GaugeName[], samples: readonly Sample[]): void;
  /** Sets the counters to where the ledger has them. */
  count(counts: readonly Count[]): void;
}

/** Registers the families, each without a number until there is one. */
export function familiesIn(registry: Registry): Families {
  const gauges = new Map(
    Object.entries(GAUGES).map(([family, [help, ...labelNames]]) => {
      const gauge = new Gauge<string>({ name: `analytics_${family}`, help, labelNames, registers: [registry] });
      clear(gauge);
      return [family as GaugeName, gauge];
    })
  );
  const counters = new Map(
    Object.entries(COUNTERS).map(([family, [name, help, ...labelNames]]) => {
      const counter = new Counter<string>({ name, help, labelNames, registers: [registry] });
      clear(counter);
      return [family as Count['family'], counter];
    })
  );
  return {
    replace(families, samples) {
      for (const family of families) {
        clear(gauges.get(family)!);
      }
      for (const { family, labels = {}, value } of samples) {
        if (value !== null) {
          gauges.get(family)?.set(labels, value);
        }
      }
    },
    count(counts) {
      for (const [family, counter] of counters) {
        const [label] = COUNTERS[family].slice(2);
        counter.reset();
        for (const { label: name, value } of counts.filter((count) => count.family === family)) {
          counter.inc(label === undefined ? {} : { [label]: name }, value);
        }
      }
    },
  };
}

/** Without any series: a family that has no labels begins with a 0 that nobody measured. */
function clear(metric: Gauge<string> | Counter<string>): void {
  metric.reset();
  if (!('labelNames' in metric) || (metric.labelNames as string[]).length === 0) {
    metric.remove();
  }
}
