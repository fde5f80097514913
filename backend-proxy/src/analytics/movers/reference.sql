-- See ../trends/reference.sql. Both periods are as long, so that rates are as counts.

-- {"kind":"movers","range":{"last":"30d"},"properties":["page.path","event.name"]}
SELECT value, current, previous, current - previous AS difference, (current - previous) / sqrt(current + previous) AS z
FROM (
  SELECT property, measure.1 AS place, value, toInt64(measure.2) AS current, toInt64(measure.3) AS previous
  FROM (
    SELECT 1 AS property, path AS value,
      uniqExactIf(person, person != 0 AND time >= {from:DateTime64(3, 'UTC')}) AS people, uniqExactIf(person, person != 0 AND time < {from:DateTime64(3, 'UTC')}) AS people_before,
      countIf(name = 'pageview' AND time >= {from:DateTime64(3, 'UTC')}) AS views, countIf(name = 'pageview' AND time < {from:DateTime64(3, 'UTC')}) AS views_before
    FROM events WHERE workspace = {workspace:String} AND time >= {from:DateTime64(3, 'UTC')} - INTERVAL 30 DAY AND time < {to:DateTime64(3, 'UTC')} GROUP BY value
    UNION ALL
    SELECT 2 AS property, toString(name) AS value,
      uniqExactIf(person, person != 0 AND time >= {from:DateTime64(3, 'UTC')}) AS people, uniqExactIf(person, person != 0 AND time < {from:DateTime64(3, 'UTC')}) AS people_before,
      countIf(name = 'pageview' AND time >= {from:DateTime64(3, 'UTC')}) AS views, countIf(name = 'pageview' AND time < {from:DateTime64(3, 'UTC')}) AS views_before
    FROM events WHERE workspace = {workspace:String} AND time >= {from:DateTime64(3, 'UTC')} - INTERVAL 30 DAY AND time < {to:DateTime64(3, 'UTC')} GROUP BY value
  )
  ARRAY JOIN [(1, people, people_before), (2, views, views_before)] AS measure
  WHERE current + previous > 0
  ORDER BY current + previous DESC, value LIMIT 100 BY property, place
)
ORDER BY abs(z) DESC, property, place, current + previous DESC, value LIMIT 20;
