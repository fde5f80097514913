-- See trends.sql.

-- {"kind":"experiments","metric":{"events":["Signup"]}} → variants
WITH exposure AS (
  SELECT experiment, person, min("time") AS exposed, max("time") AS latest, min(variant) AS variant, max(variant) AS other
  FROM events WHERE experiment <> '' AND variant <> '' AND "time" >= $from AND "time" < $to GROUP BY experiment, person
), conversion AS (
  -- Whoever converts from the first exposure on does so with the last event at the latest.
  SELECT person, max("time") AS last FROM events WHERE name = 'Signup' AND "time" >= $from AND "time" < $to GROUP BY person
)
SELECT experiment, variant, assignments, conversions, 100.0 * conversions / assignments AS conversion_rate
FROM (
  SELECT experiment, variant, count(*) FILTER (WHERE variant = other) AS assignments,
    count(*) FILTER (WHERE variant = other AND last >= exposed) AS conversions, max(max(latest)) OVER (PARTITION BY experiment) AS latest
  FROM exposure LEFT JOIN conversion USING (person) GROUP BY experiment, variant
) AS arms
ORDER BY latest DESC, experiment, variant;
