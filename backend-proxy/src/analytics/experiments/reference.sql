-- See ../trends/reference.sql. Whoever converts from the first exposure on does so with the last event at the latest.

-- {"kind":"experiments","metric":{"events":["Signup"]}} → variants
SELECT experiment, variant, assignments, conversions, 100 * conversions / assignments AS conversion_rate
FROM (
  SELECT experiment, variant, countIf(variant = other) AS assignments, countIf(variant = other AND converted >= exposed) AS conversions,
    max(max(latest)) OVER (PARTITION BY experiment) AS latest
  FROM (
    SELECT props['experiment'] AS experiment, person, min(time) AS exposed, max(time) AS latest,
      min(props['variant']) AS variant, max(props['variant']) AS other
    FROM events WHERE workspace = {workspace:String} AND person != 0 AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')} AND props['experiment'] != '' AND props['variant'] != ''
    GROUP BY experiment, person
  ) AS exposures
  LEFT JOIN (
    SELECT person, max(time) AS converted FROM events WHERE workspace = {workspace:String} AND person != 0 AND name = 'Signup' AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')} GROUP BY person
  ) AS conversions ON exposures.person = conversions.person
  GROUP BY experiment, variant
)
ORDER BY latest DESC, experiment, variant;
