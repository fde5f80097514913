-- See trends.sql.

-- {"kind":"movers","range":{"last":"30d"},"properties":["page.path","event.name"]}
WITH by_path AS (
  SELECT path AS value, person, "time" >= $from AS now, count(*) FILTER (WHERE name = 'pageview') AS views
  FROM events WHERE "time" >= $from - ($to - $from) AND "time" < $to GROUP BY 1, 2, 3
), by_name AS (
  SELECT name AS value, person, "time" >= $from AS now, count(*) FILTER (WHERE name = 'pageview') AS views
  FROM events WHERE "time" >= $from - ($to - $from) AND "time" < $to GROUP BY 1, 2, 3
), counted AS (
  SELECT 1 AS property, value, count(*) FILTER (WHERE now) AS people, count(*) FILTER (WHERE NOT now) AS people_before,
    coalesce(sum(views) FILTER (WHERE now), 0) AS views, coalesce(sum(views) FILTER (WHERE NOT now), 0) AS views_before
  FROM by_path GROUP BY value
  UNION ALL
  SELECT 2, value, count(*) FILTER (WHERE now), count(*) FILTER (WHERE NOT now),
    coalesce(sum(views) FILTER (WHERE now), 0), coalesce(sum(views) FILTER (WHERE NOT now), 0)
  FROM by_name GROUP BY value
), pair AS (
  SELECT property, 1 AS measure, value, people AS current, people_before AS previous FROM counted
  UNION ALL SELECT property, 2, value, views, views_before FROM counted
), tested AS (
  SELECT *, row_number() OVER (PARTITION BY property, measure ORDER BY current + previous DESC, value) AS place
  FROM pair WHERE current + previous > 0
), compared AS (
  -- Both periods are as long, so that the rates are as the counts.
  SELECT *, (current - previous) / sqrt((current + previous)::float8) AS z FROM tested WHERE place <= 100
)
SELECT value, current, previous, current - previous AS difference, z
FROM compared ORDER BY abs(z) DESC, property, measure, place LIMIT 20;
