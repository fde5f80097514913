-- See trends.sql.

-- {"kind":"people","of":{"kind":"trends","interval":"range","measures":[{"measure":"conversions","match":{"events":["Signup"]}}],"pick":{"measure":0}}}
WITH page AS (
  SELECT DISTINCT person FROM events WHERE name = 'Signup' AND "time" >= $from AND "time" < $to ORDER BY person LIMIT 100
)
SELECT id AS person, epoch_ms(first) AS first_seen, epoch_ms(max("time")) AS last_seen
FROM page JOIN person USING (person) JOIN first_seen USING (person) JOIN events USING (person)
WHERE interactive AND "time" < $to GROUP BY person, id, first ORDER BY page.person;
