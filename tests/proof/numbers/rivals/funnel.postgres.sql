-- See trends.sql.

-- {"kind":"funnel","window":"7d","steps":[{"name":"Signup","match":{"events":["Signup"]}},{"name":"Start","match":{"events":["Deploy Started"]}},{"name":"Finish","match":{"events":["Deploy Finished"]}}]}
WITH best AS MATERIALIZED (
  SELECT DISTINCT ON (first.person) first."time" AS t1, t2, t3
  FROM events AS first
  LEFT JOIN LATERAL (
    SELECT "time" AS t2 FROM events AS e
    WHERE e.person = first.person AND e.name = 'Deploy Started' AND e."time" > first."time" AND e."time" <= first."time" + INTERVAL '7 days'
    ORDER BY e."time" LIMIT 1
  ) AS second ON true
  LEFT JOIN LATERAL (
    SELECT "time" AS t3 FROM events AS e
    WHERE e.person = first.person AND e.name = 'Deploy Finished' AND e."time" > t2 AND e."time" <= first."time" + INTERVAL '7 days'
    ORDER BY e."time" LIMIT 1
  ) AS third ON true
  WHERE first.name = 'Signup' AND first."time" >= $from AND first."time" < $to
  ORDER BY first.person, t3 IS NULL, t2 IS NULL, first."time"
)
SELECT step_number, count(here) AS users_completed, avg(seconds) AS avg_time_to_next_step,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median_time_to_next_step,
  percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds) AS p90_time_to_next_step
FROM (
  SELECT 1 AS step_number, t1 AS here, (extract(epoch FROM t2 - t1))::float8 AS seconds FROM best
  UNION ALL SELECT 2, t2, (extract(epoch FROM t3 - t2))::float8 FROM best
  UNION ALL SELECT 3, t3, NULL FROM best
) AS steps
GROUP BY step_number ORDER BY step_number;
