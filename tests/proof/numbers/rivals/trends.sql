-- The questions of analytics/trends/reference.sql for DuckDB and PostgreSQL: see load.duckdb.sql for what they are asked of.

-- {"kind":"trends","interval":"1d","measures":[{"measure":"page_views"},{"measure":"unique_visitors"},{"measure":"active_users"}]}
SELECT epoch_ms(day) AS "time", sum(views) AS page_views, count(*) AS unique_visitors, count(*) FILTER (WHERE active) AS active_users
FROM (
  SELECT date_trunc('day', "time") AS day, person, count(*) FILTER (WHERE name = 'pageview') AS views, bool_or(interactive) AS active
  FROM events WHERE "time" >= $from AND "time" < $to GROUP BY 1, 2
) AS people
GROUP BY day ORDER BY day;

-- {"kind":"trends","interval":"range","measures":[{"measure":"events"}]}
SELECT count(*) AS events FROM events WHERE "time" >= $from AND "time" < $to;

-- {"kind":"trends","interval":"1d","measures":[{"measure":"sessions"},{"measure":"bounce_rate"},{"measure":"session_duration"},{"measure":"views_per_visit"}]}
SELECT epoch_ms(date_trunc('day', started)) AS "time", count(*) AS sessions,
  100.0 * count(*) FILTER (WHERE views = 1 AND NOT did_something) / count(*) AS bounce_rate,
  sum(epoch_ms(ended) - epoch_ms(started)) / 1000.0 / count(*) AS session_duration,
  sum(views) * 1.0 / count(*) AS views_per_visit
FROM sessions($from, $to)
GROUP BY 1 ORDER BY 1;

-- {"kind":"trends","interval":"1d","measures":[{"measure":"dau"},{"measure":"wau"},{"measure":"mau"}]}
WITH active AS (
  SELECT person, day, lead(day) OVER (PARTITION BY person ORDER BY day) AS next
  FROM (
    SELECT DISTINCT person, "time"::date AS day FROM events
    WHERE interactive AND "time" >= $from - INTERVAL '29 days' AND "time" < $to
  ) AS days
), change AS (
  -- A person counts from an active day on, until the window has passed or the next active day begins.
  SELECT day, 1 AS dau, 1 AS wau, 1 AS mau FROM active
  UNION ALL SELECT day + 1, -1, 0, 0 FROM active
  UNION ALL SELECT least(day + 7, next), 0, -1, 0 FROM active
  UNION ALL SELECT least(day + 30, next), 0, 0, -1 FROM active
), total AS (
  SELECT day, sum(sum(dau)) OVER running AS dau, sum(sum(wau)) OVER running AS wau, sum(sum(mau)) OVER running AS mau
  FROM change GROUP BY day WINDOW running AS (ORDER BY day)
)
SELECT epoch_ms(day::timestamp) AS "time", dau, wau, mau FROM total
WHERE day >= ($from)::date AND day < $to ORDER BY day;

-- {"kind":"trends","interval":"range","measures":[{"measure":"total_users"}]}
SELECT count(*) AS total_users FROM first_seen WHERE first < $to;

-- {"kind":"trends","interval":"1d","measures":[{"measure":"conversion_rate","match":{"events":["Signup"]}}]}
SELECT epoch_ms(day) AS "time", 100.0 * count(*) FILTER (WHERE converted) / count(*) AS conversion_rate
FROM (
  SELECT date_trunc('day', "time") AS day, person, bool_or(name = 'Signup') AS converted
  FROM events WHERE "time" >= $from AND "time" < $to GROUP BY 1, 2
) AS people
GROUP BY day ORDER BY day;

-- {"kind":"trends","interval":"1d","measures":[{"measure":"sum"},{"measure":"mean"},{"measure":"p90"}]}
SELECT epoch_ms(date_trunc('day', "time")) AS "time", coalesce(sum(value), 0) AS sum, avg(value) AS mean,
  percentile_cont(0.9) WITHIN GROUP (ORDER BY value) AS p90
FROM events WHERE "time" >= $from AND "time" < $to GROUP BY 1 ORDER BY 1;
