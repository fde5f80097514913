-- See ../trends/reference.sql. The surest first; a p-value of what lies beyond 38 standard errors is 0 in double precision.

-- {"kind":"standout","of":"Searchers","properties":["event.name"]}
SELECT value, inside AS people, 100 * inside / all_inside AS share, 100 * others / all_others AS share_others, odds AS odds_ratio
FROM (
  SELECT value, inside, others, sumIf(inside, value = '') OVER () AS all_inside, sumIf(others, value = '') OVER () AS all_others,
    (inside + 1) * (all_others - others + 1) / ((all_inside - inside + 1) * (others + 1)) AS odds,
    (inside + others) / (all_inside + all_others) AS pooled,
    if(pooled < 1, abs(inside / all_inside - others / all_others) / sqrt(pooled * (1 - pooled) * (1 / all_inside + 1 / all_others)), 0) AS z
  FROM (
    SELECT value, countIf(searches) AS inside, count() - inside AS others
    FROM (
      SELECT person IN (
          SELECT person FROM events WHERE workspace = {workspace:String} AND person != 0 AND name = 'Search' AND time >= {to:DateTime64(3, 'UTC')} - INTERVAL 30 DAY AND time < {to:DateTime64(3, 'UTC')}
          GROUP BY person HAVING count() >= 3
        ) AS searches, arrayJoin(arrayPushBack(groupUniqArray(toString(name)), '')) AS value
      FROM events WHERE workspace = {workspace:String} AND person != 0 AND person_stable AND interactive AND time >= {to:DateTime64(3, 'UTC')} - INTERVAL 90 DAY AND time < {to:DateTime64(3, 'UTC')} GROUP BY person
    )
    GROUP BY value
  )
)
WHERE value != ''
ORDER BY least(z, 38.5) DESC, abs(log(odds)) DESC;
