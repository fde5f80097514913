-- See trends.sql.

-- {"kind":"standout","of":"Searchers","properties":["event.name"]}
WITH having_value AS (
  SELECT DISTINCT person, name AS value FROM events WHERE interactive AND "time" >= $to - INTERVAL '90 days' AND "time" < $to
), searchers AS (
  SELECT person, true AS inside FROM events WHERE name = 'Search' AND "time" >= $to - INTERVAL '30 days' AND "time" < $to
  GROUP BY person HAVING count(*) >= 3
), size AS (
  SELECT count(*) FILTER (WHERE inside)::float8 AS inside, count(*) FILTER (WHERE inside IS NULL)::float8 AS others
  FROM (SELECT DISTINCT person FROM having_value) AS active LEFT JOIN searchers USING (person)
), counted AS (
  SELECT value, count(*) FILTER (WHERE inside) AS inside, count(*) FILTER (WHERE inside IS NULL) AS others
  FROM having_value LEFT JOIN searchers USING (person) GROUP BY value
), compared AS (
  SELECT value, counted.inside AS people, 100 * counted.inside / size.inside AS share, 100 * counted.others / size.others AS share_others,
    (counted.inside + 1) * (size.others - counted.others + 1) / ((size.inside - counted.inside + 1) * (counted.others + 1)) AS odds_ratio,
    (counted.inside + counted.others) / (size.inside + size.others) AS pooled, 1 / size.inside + 1 / size.others AS spread
  FROM counted, size
)
SELECT value, people, share, share_others, odds_ratio
FROM compared
-- The surest first, where a p-value of what lies beyond 38 standard errors is 0 in double precision.
ORDER BY least(38.5, CASE WHEN pooled < 1 THEN abs(share - share_others) / 100 / sqrt(pooled * (1 - pooled) * spread) ELSE 0 END) DESC,
  abs(ln(odds_ratio)) DESC;
