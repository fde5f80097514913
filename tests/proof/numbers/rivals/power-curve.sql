-- See trends.sql.

-- {"kind":"power-curve","days":28}
SELECT days, count(person) AS people
FROM generate_series(1, 28) AS series (days)
LEFT JOIN (
  SELECT person, count(*) AS active
  FROM (SELECT DISTINCT person, "time"::date AS day FROM events WHERE interactive AND "time" >= $to - INTERVAL '28 days' AND "time" < $to) AS active
  GROUP BY person
) AS activity ON active = days
GROUP BY days ORDER BY days;
