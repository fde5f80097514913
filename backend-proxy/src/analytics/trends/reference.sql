-- What a good engineer would write by hand for some questions of this kind, as plainly as it can be said: benchmarks/store-overhead.ts
-- holds our own statements against the time that these take, and a test against what they answer. Each stands below its question.

-- {"kind":"trends","interval":"1d","measures":[{"measure":"page_views"},{"measure":"unique_visitors"},{"measure":"active_users"}]}
SELECT toUnixTimestamp(toStartOfDay(events.time)) * 1000 AS time,
  countIf(name = 'pageview') AS page_views,
  uniqExactIf(person, person != 0) AS unique_visitors,
  uniqExactIf(person, person != 0 AND interactive) AS active_users
FROM events
WHERE workspace = {workspace:String} AND events.time >= {from:DateTime64(3, 'UTC')} AND events.time < {to:DateTime64(3, 'UTC')}
GROUP BY time ORDER BY time;

-- {"kind":"trends","interval":"range","measures":[{"measure":"events"}]}
SELECT count() AS events
FROM events
WHERE workspace = {workspace:String} AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')};

-- {"kind":"trends","interval":"1d","measures":[{"measure":"sessions"},{"measure":"bounce_rate"},{"measure":"session_duration"},{"measure":"views_per_visit"}]}
SELECT intDiv(visit[1].1, 86400000) * 86400000 AS time,
  count() AS sessions,
  100 * countIf(arrayCount(e -> e.2, visit) = 1 AND NOT arrayExists(e -> e.3, visit)) / count() AS bounce_rate,
  avg(visit[-1].1 - visit[1].1) / 1000 AS session_duration,
  avg(arrayCount(e -> e.2, visit)) AS views_per_visit
FROM (
  SELECT arrayJoin(arraySplit((e, pause) -> pause > 30 * 60 * 1000, events, arrayDifference(events.1))) AS visit
  FROM (
    SELECT arraySort(groupArray((toUnixTimestamp64Milli(time), name = 'pageview', interactive AND name != 'pageview'))) AS events
    FROM events
    WHERE workspace = {workspace:String} AND person != 0 AND name NOT IN ('engagement', 'identify')
      AND time >= {from:DateTime64(3, 'UTC')} - INTERVAL 30 MINUTE AND time < {to:DateTime64(3, 'UTC')} + INTERVAL 24 HOUR
    GROUP BY person, site
  )
)
WHERE visit[1].1 >= toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')}) AND visit[1].1 < toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')})
GROUP BY time ORDER BY time;

-- {"kind":"trends","interval":"1d","measures":[{"measure":"dau"},{"measure":"wau"},{"measure":"mau"}]}
SELECT toUnixTimestamp(toDateTime(day + ahead, 'UTC')) * 1000 AS time,
  uniqExactIf(person, ahead = 0) AS dau,
  uniqExactIf(person, ahead < 7) AS wau,
  uniqExact(person) AS mau
FROM (
  SELECT DISTINCT person, toDate(time) AS day
  FROM events
  WHERE workspace = {workspace:String} AND person != 0 AND person_stable AND interactive
    AND time >= {from:DateTime64(3, 'UTC')} - INTERVAL 29 DAY AND time < {to:DateTime64(3, 'UTC')}
)
ARRAY JOIN range(30) AS ahead
WHERE day + ahead >= toDate({from:DateTime64(3, 'UTC')}) AND day + ahead < toDate({to:DateTime64(3, 'UTC')})
GROUP BY time ORDER BY time;

-- {"kind":"trends","interval":"range","measures":[{"measure":"total_users"}]}
SELECT uniqExact(person) AS total_users
FROM events
WHERE workspace = {workspace:String} AND person != 0 AND person_stable AND interactive AND time < {to:DateTime64(3, 'UTC')};

-- {"kind":"trends","interval":"1d","measures":[{"measure":"conversion_rate","match":{"events":["Signup"]}}]}
SELECT toUnixTimestamp(toStartOfDay(events.time)) * 1000 AS time,
  100 * uniqExactIf(person, name = 'Signup') / uniqExact(person) AS conversion_rate
FROM events
WHERE workspace = {workspace:String} AND person != 0 AND events.time >= {from:DateTime64(3, 'UTC')} AND events.time < {to:DateTime64(3, 'UTC')}
GROUP BY time ORDER BY time;

-- {"kind":"trends","interval":"1d","measures":[{"measure":"sum"},{"measure":"mean"},{"measure":"p90"}]}
SELECT toUnixTimestamp(toStartOfDay(events.time)) * 1000 AS time,
  ifNull(sum(value), 0) AS sum,
  avg(value) AS mean,
  quantileExactInclusive(0.9)(value) AS p90
FROM events
WHERE workspace = {workspace:String} AND events.time >= {from:DateTime64(3, 'UTC')} AND events.time < {to:DateTime64(3, 'UTC')}
GROUP BY time ORDER BY time;
