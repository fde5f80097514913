-- See trends.sql.

-- {"kind":"overlap","segments":["Searchers","Deployers","New Users"]}
WITH searchers AS (
  SELECT person FROM events WHERE name = 'Search' AND "time" >= $to - INTERVAL '30 days' AND "time" < $to
  GROUP BY person HAVING count(*) >= 3
), deployers AS (
  SELECT DISTINCT person FROM events WHERE name LIKE 'Deploy %' AND "time" >= $to - INTERVAL '60 days' AND "time" < $to
)
SELECT coalesce(nullif(concat_ws(' & ', CASE WHEN searches THEN 'Searchers' END, CASE WHEN deploys THEN 'Deployers' END,
    CASE WHEN is_new THEN 'New Users' END), ''), 'None of them') AS combination, count(*) AS people
FROM (
  SELECT searchers.person IS NOT NULL AS searches, deployers.person IS NOT NULL AS deploys, segment = 'New Users' AS is_new
  FROM habits($to) LEFT JOIN searchers USING (person) LEFT JOIN deployers USING (person)
) AS people
GROUP BY searches, deploys, is_new ORDER BY people DESC, is_new, deploys, searches;
