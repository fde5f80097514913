-- See trends.sql.

-- {"kind":"events","filter":{"property":"event.name","op":"eq","value":"Signup"}}
SELECT epoch_ms("time") AS "time", name AS event, id AS person, site, path AS page, source, value
FROM (
  SELECT * FROM events WHERE name = 'Signup' AND "time" >= $from AND "time" < $to ORDER BY "time" DESC LIMIT 100
) AS page JOIN person USING (person)
ORDER BY page."time" DESC;
