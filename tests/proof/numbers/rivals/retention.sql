-- See trends.sql.

-- {"kind":"retention","interval":"1w"} → mean
WITH active AS (
  SELECT DISTINCT person, date_trunc('week', "time") AS week FROM events
  WHERE interactive AND "time" >= $from AND "time" < $to
), cohort AS (
  SELECT person, date_trunc('week', first) AS born FROM first_seen WHERE first >= $from AND first < $to
), size AS MATERIALIZED (
  SELECT born, count(*) AS people FROM cohort GROUP BY born
), back AS MATERIALIZED (
  SELECT born, week, count(*) AS people FROM active JOIN cohort USING (person) GROUP BY born, week
), series AS (
  SELECT n, date_trunc('week', $from) + n * INTERVAL '7 days' AS week
  FROM generate_series(0, floor((($to - INTERVAL '1 millisecond')::date - date_trunc('week', $from)::date) / 7.0)::int) AS numbers (n)
)
SELECT n AS interval, 100.0 * sum(coalesce(back.people, 0)) / sum(size.people) AS rate, coalesce(sum(size.people), 0) AS people
FROM series
LEFT JOIN size ON size.born + n * INTERVAL '7 days' + INTERVAL '7 days' <= $to
LEFT JOIN back ON back.born = size.born AND back.week = size.born + n * INTERVAL '7 days'
GROUP BY n ORDER BY n;

-- {"kind":"retention","interval":"1w","cohort":"recurring","counting":"on_or_after"} → mean
WITH active AS (
  SELECT DISTINCT person, date_trunc('week', "time") AS week FROM events
  WHERE interactive AND "time" >= $from AND "time" < $to
), reach AS MATERIALIZED (
  SELECT born, last, count(*) AS people
  FROM (SELECT week AS born, max(week) OVER (PARTITION BY person) AS last FROM active) AS each
  GROUP BY born, last
), series AS (
  SELECT n, date_trunc('week', $from) + n * INTERVAL '7 days' AS week
  FROM generate_series(0, floor((($to - INTERVAL '1 millisecond')::date - date_trunc('week', $from)::date) / 7.0)::int) AS numbers (n)
)
SELECT n AS interval,
  100.0 * sum(CASE WHEN last >= born + n * INTERVAL '7 days' THEN people ELSE 0 END) / sum(people) AS rate, coalesce(sum(people), 0) AS people
FROM series LEFT JOIN reach ON born + n * INTERVAL '7 days' + INTERVAL '7 days' <= $to
GROUP BY n ORDER BY n;
