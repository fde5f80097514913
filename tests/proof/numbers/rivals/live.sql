-- See trends.sql.

-- {"kind":"live","asOf":"2026-09-20T12:00:00Z"} → minutes
SELECT epoch_ms(minute) AS "time", count(DISTINCT person) AS visitors,
  count(person) FILTER (WHERE name = 'pageview') AS page_views, count(person) AS events
FROM generate_series($to - INTERVAL '30 minutes', $to - INTERVAL '1 minute', INTERVAL '1 minute') AS series (minute)
LEFT JOIN (
  SELECT * FROM events WHERE "time" >= $to - INTERVAL '30 minutes' AND "time" < $to
) AS lately ON date_trunc('minute', "time") = minute
GROUP BY minute ORDER BY minute;
