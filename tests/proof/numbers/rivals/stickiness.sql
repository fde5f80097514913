-- See trends.sql.

-- {"kind":"stickiness","interval":"1w"}
SELECT intervals, count(person) AS people
FROM generate_series(1, (SELECT count(*)::int FROM generate_series(date_trunc('week', $from), $to - INTERVAL '1 millisecond', INTERVAL '7 days'))) AS series (intervals)
LEFT JOIN (
  SELECT person, count(*) AS weeks
  FROM (SELECT DISTINCT person, date_trunc('week', "time") AS week FROM events WHERE interactive AND "time" >= $from AND "time" < $to) AS active
  GROUP BY person
) AS activity ON weeks = intervals
GROUP BY intervals ORDER BY intervals;

-- {"kind":"stickiness","interval":"1w","criterion":{"match":{"events":["Search"]},"op":"gte","count":2}}
SELECT intervals, count(person) AS people
FROM generate_series(1, (SELECT count(*)::int FROM generate_series(date_trunc('week', $from), $to - INTERVAL '1 millisecond', INTERVAL '7 days'))) AS series (intervals)
LEFT JOIN (
  SELECT person, count(*) AS weeks
  FROM (
    SELECT person FROM events WHERE name = 'Search' AND "time" >= $from AND "time" < $to
    GROUP BY person, date_trunc('week', "time") HAVING count(*) >= 2
  ) AS searches
  GROUP BY person
) AS activity ON weeks = intervals
GROUP BY intervals ORDER BY intervals;
