-- See trends.sql.

-- {"kind":"funnel","window":"7d","steps":[{"name":"Signup","match":{"events":["Signup"]}},{"name":"Start","match":{"events":["Deploy Started"]}},{"name":"Finish","match":{"events":["Deploy Finished"]}}]}
WITH first AS (
  SELECT person, "time" AS t1 FROM events WHERE name = 'Signup' AND "time" >= $from AND "time" < $to
), second AS (
  SELECT first.*, CASE WHEN "time" <= t1 + INTERVAL 7 DAY THEN "time" END AS t2
  FROM first ASOF LEFT JOIN (SELECT person, "time" FROM events WHERE name = 'Deploy Started') AS e ON first.person = e.person AND t1 < "time"
), third AS (
  SELECT second.*, CASE WHEN t2 IS NOT NULL AND "time" <= t1 + INTERVAL 7 DAY THEN "time" END AS t3
  FROM second ASOF LEFT JOIN (SELECT person, "time" FROM events WHERE name = 'Deploy Finished') AS e ON second.person = e.person AND t2 < "time"
), best AS (
  SELECT epoch_ms(t1) AS t1, epoch_ms(t2) AS t2, epoch_ms(t3) AS t3
  FROM third QUALIFY row_number() OVER (PARTITION BY person ORDER BY t3 IS NULL, t2 IS NULL, third.t1) = 1
)
SELECT step_number, count(here) AS users_completed, avg(seconds) AS avg_time_to_next_step,
  quantile_cont(seconds, 0.5) AS median_time_to_next_step, quantile_cont(seconds, 0.9) AS p90_time_to_next_step
FROM (
  SELECT 1 AS step_number, t1 AS here, (t2 - t1) / 1000 AS seconds FROM best
  UNION ALL SELECT 2, t2, (t3 - t2) / 1000 FROM best
  UNION ALL SELECT 3, t3, NULL FROM best
)
GROUP BY step_number ORDER BY step_number;
