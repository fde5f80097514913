-- See trends.sql.

-- {"kind":"lifecycle","interval":"1w"}
WITH active AS (
  SELECT person, week, latest, lag(week) OVER w AS previous, lead(week) OVER w AS next
  FROM (
    SELECT person, date_trunc('week', "time") AS week, max("time") AS latest FROM events
    WHERE interactive AND "time" >= date_trunc('week', $from) - INTERVAL '7 days' AND "time" < $to
    GROUP BY person, date_trunc('week', "time")
  ) AS weeks
  WINDOW w AS (PARTITION BY person ORDER BY week)
), state AS (
  SELECT week, CASE
      WHEN date_trunc('week', first) = week THEN 'new'
      WHEN previous = week - INTERVAL '7 days' THEN 'returning'
      ELSE 'resurrecting'
    END AS state
  FROM active JOIN first_seen USING (person) WHERE week < date_trunc('week', $from) OR latest >= $from
  UNION ALL
  SELECT week + INTERVAL '7 days', 'dormant' FROM active WHERE next IS NULL OR next > week + INTERVAL '7 days'
)
SELECT epoch_ms(week::timestamp) AS "time", count(*) FILTER (WHERE state = 'new') AS new, count(*) FILTER (WHERE state = 'returning') AS returning,
  count(*) FILTER (WHERE state = 'resurrecting') AS resurrecting, -count(*) FILTER (WHERE state = 'dormant') AS dormant
FROM state WHERE week >= date_trunc('week', $from) AND week < $to GROUP BY week ORDER BY week;
