import { instant, onSites, type Scope, selected } from './scope';

/** An ordered funnel in the words of the reference: which events meet each step, SQL over one row of `event`. */
export interface FunnelReference {
  stepsSql: string[];
  entrySql?: string;
  windowMs: number;
}

/** The one row of `funnelSql`: persons and seconds by place, places being the entry (where there is one) and the steps. */
export type FunnelRow = Record<string, number | null>;

/**
 * Counts the best attempts: `persons_i` who reach place i; the mean, median and 90th percentile of the seconds from place i to
 * the next (`mean_i`, `median_i`, `p90_i`), and the mean from step 1 to the end (`whole`).
 *
 * Every event of the first place in the range starts an attempt, which takes the next event of each step there is: whatever
 * reaches a step earliest can go on furthest.
 */
export function funnelSql(scope: Scope, { stepsSql, entrySql, windowMs }: FunnelReference): string {
  const places = entrySql === undefined ? stepsSql : [entrySql, ...stepsSql];
  const known = scope.asOf === undefined ? 'true' : `t < ${instant(scope.asOf)}`;
  const met = (i: number) =>
    `SELECT person, ms FROM event WHERE person IS NOT NULL AND ${known} AND ${onSites(scope)} AND (${selected(scope)}) AND (${places[i]})`;
  const starts = `SELECT person, ms AS at_0 FROM (${met(0)})
    WHERE ms >= epoch_ms(${instant(scope.from)}) AND ms < epoch_ms(${instant(scope.to)})`;
  // Step 1 may be the entry event itself; each other step needs a later one.
  const attempts = places.slice(1).reduce((before, _, i) => {
    const later = entrySql !== undefined && i === 0 ? '<=' : '<';
    return `SELECT a.*, CASE WHEN a.at_${i} IS NOT NULL AND b.ms <= a.at_0 + ${windowMs} THEN b.ms END AS at_${i + 1}
      FROM (${before}) AS a ASOF LEFT JOIN (${met(i + 1)}) AS b ON a.person = b.person AND a.at_${i} ${later} b.ms`;
  }, starts);
  const reached = places.map((_, i) => `(at_${i} IS NOT NULL)::INT`).join(' + ');
  const best = `SELECT * FROM (${attempts})
    QUALIFY row_number() OVER (PARTITION BY person ORDER BY ${reached} DESC, at_0) = 1`;
  const columns = places.map((_, i) => {
    const seconds = `(at_${i + 1} - at_${i}) / 1000.0`;
    const times = `avg(${seconds}) AS mean_${i}, quantile_cont(${seconds}, 0.5) AS median_${i}, quantile_cont(${seconds}, 0.9) AS p90_${i}`;
    return `count(at_${i}) AS persons_${i}${i + 1 < places.length ? `, ${times}` : ''}`;
  });
  const whole = `avg((at_${places.length - 1} - at_${entrySql === undefined ? 0 : 1}) / 1000.0) AS whole`;
  return `SELECT ${columns.join(', ')}, ${whole} FROM (${best})`;
}
