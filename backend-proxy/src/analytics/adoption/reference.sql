-- See ../segments/reference.sql.

-- {"kind":"adoption","range":{"last":"30d"}}
SELECT ['Click', 'Deploy', 'Read guides', 'Search', 'Sign up'][1 + feature] AS feature, adoption_rate, adoption_rate_previous, total_uses, unique_users,
  eligible, total_uses / unique_users AS depth, times[1] AS time_to_adopt_p25, times[2] AS time_to_adopt, times[3] AS time_to_adopt_p75,
  new, returning, resurrected, lapsed, first_use, last_use
FROM (
  SELECT feature, sum(now) AS total_uses, countIf(now > 0) AS unique_users, any(active.1) AS eligible,
    100 * unique_users / any(active.1) AS adoption_rate, 100 * countIf(before > 0) / any(active.2) AS adoption_rate_previous,
    quantilesExactInclusiveIf(0.25, 0.5, 0.75)((first_ever - toUnixTimestamp64Milli(first)) / 1000, now > 0) AS times,
    countIf(now > 0 AND before = 0 AND long_ago = 0) AS new, countIf(now > 0 AND before > 0) AS returning,
    countIf(now > 0 AND before = 0 AND long_ago > 0) AS resurrected, countIf(now = 0 AND before > 0) AS lapsed,
    minIf(first_now, now > 0) AS first_use, maxIf(last_ever, now > 0) AS last_use
  FROM (
    SELECT person, toInt64(log2(multiIf(name = 'Click', 1, name LIKE 'Deploy %', 2, name = 'pageview' AND path LIKE '/page/1%', 4, name = 'Search', 8, name = 'Signup', 16, 0))) AS feature, countIf(time >= {from:DateTime64(3, 'UTC')}) AS now,
      countIf(time < {from:DateTime64(3, 'UTC')} AND time >= {from:DateTime64(3, 'UTC')} - INTERVAL 30 DAY) AS before, countIf(time < {from:DateTime64(3, 'UTC')} - INTERVAL 30 DAY) AS long_ago,
      toUnixTimestamp64Milli(min(time)) AS first_ever, toUnixTimestamp64Milli(minIf(time, time >= {from:DateTime64(3, 'UTC')})) AS first_now,
      toUnixTimestamp64Milli(max(time)) AS last_ever
    FROM events
    WHERE workspace = {workspace:String} AND person != 0 AND person_stable AND interactive AND time < {to:DateTime64(3, 'UTC')}
      AND (name IN ('Click', 'Deploy Started', 'Deploy Finished', 'Search', 'Signup') OR (name = 'pageview' AND path LIKE '/page/1%'))
    GROUP BY person, feature
  ) AS used
  LEFT JOIN (SELECT person, min(first) AS first FROM first_seen WHERE workspace = {workspace:String} GROUP BY person) AS firsts ON used.person = firsts.person
  CROSS JOIN (
    SELECT (uniqExactIf(person, time >= {from:DateTime64(3, 'UTC')}), uniqExactIf(person, time < {from:DateTime64(3, 'UTC')})) AS active
    FROM events WHERE workspace = {workspace:String} AND person != 0 AND interactive AND time >= {from:DateTime64(3, 'UTC')} - INTERVAL 30 DAY AND time < {to:DateTime64(3, 'UTC')}
  ) AS active
  GROUP BY feature
)
ORDER BY adoption_rate DESC, feature;

-- {"kind":"adoption","view":"over_time","interval":"1w"}
SELECT toUnixTimestamp(toDateTime(week, 'UTC')) * 1000 AS time,
  100 * countIf(bitTest(used, 0)) / count() AS "adoption_rate{Click}", 100 * countIf(bitTest(used, 1)) / count() AS "adoption_rate{Deploy}",
  100 * countIf(bitTest(used, 2)) / count() AS "adoption_rate{Read guides}", 100 * countIf(bitTest(used, 3)) / count() AS "adoption_rate{Search}",
  100 * countIf(bitTest(used, 4)) / count() AS "adoption_rate{Sign up}", sum(bitCount(used)) / count() AS breadth
FROM (
  SELECT person, toMonday(time) AS week, groupBitOr(multiIf(name = 'Click', 1, name LIKE 'Deploy %', 2, name = 'pageview' AND path LIKE '/page/1%', 4, name = 'Search', 8, name = 'Signup', 16, 0)) AS used
  FROM events WHERE workspace = {workspace:String} AND person != 0 AND interactive AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')} GROUP BY person, week
)
GROUP BY week ORDER BY week;

-- {"kind":"adoption","view":"by_segment"}
SELECT ['Click', 'Deploy', 'Read guides', 'Search', 'Sign up'][i] AS feature,
  if(sizes[1] = 0, NULL, 100 * counts[1][i] / sizes[1]) AS "At Risk", if(sizes[2] = 0, NULL, 100 * counts[2][i] / sizes[2]) AS "New Users",
  if(sizes[3] = 0, NULL, 100 * counts[3][i] / sizes[3]) AS "Power Users", if(sizes[4] = 0, NULL, 100 * counts[4][i] / sizes[4]) AS "Regular Users"
FROM (
  SELECT groupArray(n) AS sizes, groupArray(used) AS counts FROM (
    SELECT place, sum(there) AS n, sumForEach(uses) AS used FROM (
      SELECT place, 1 AS there, arrayMap(f -> bitTest(mask, f), range(5)) AS uses
      FROM (
        SELECT person, groupBitOr(multiIf(name = 'Click', 1, name LIKE 'Deploy %', 2, name = 'pageview' AND path LIKE '/page/1%', 4, name = 'Search', 8, name = 'Signup', 16, 0)) AS mask FROM events WHERE workspace = {workspace:String} AND person != 0 AND person_stable AND interactive AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')} GROUP BY person
      ) AS active
      INNER JOIN (
        SELECT person, last, active_days, recent_features, features, sessions, recent, multiIf(
            last < risk_from OR (earlier >= 4 AND late / 2 < earlier / greatest(1, (risk_from - greatest(first, active_from)) / 604800000) / 2), 0,
            first >= risk_from, 1,
            recent / 4 > 10 AND recent_features >= 4, 2,
            3) AS place
        FROM (
          SELECT activity.person AS person, activity.last AS last, active_days, recent_features, features, firsts.first AS first,
            visits.sessions AS sessions, visits.late AS late, visits.recent AS recent,
            arrayCount(started -> started >= firsts.first, visits.early) AS earlier,
            toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')} - INTERVAL 14 DAY) AS risk_from, toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')} - INTERVAL 90 DAY) AS active_from
          FROM (
            SELECT person, toUnixTimestamp64Milli(max(time)) AS last,
              bitCount(groupBitOrIf(bitShiftLeft(toUInt32(1), dateDiff('day', time, {to:DateTime64(3, 'UTC')})), time >= {to:DateTime64(3, 'UTC')} - INTERVAL 28 DAY)) AS active_days,
              bitCount(groupBitOrIf(multiIf(name = 'Click', 1, name LIKE 'Deploy %', 2, name = 'pageview' AND path LIKE '/page/1%', 4, name = 'Search', 8, name = 'Signup', 16, 0), time >= {to:DateTime64(3, 'UTC')} - INTERVAL 28 DAY)) AS recent_features,
              bitCount(groupBitOr(multiIf(name = 'Click', 1, name LIKE 'Deploy %', 2, name = 'pageview' AND path LIKE '/page/1%', 4, name = 'Search', 8, name = 'Signup', 16, 0))) AS features
            FROM events WHERE workspace = {workspace:String} AND person != 0 AND person_stable AND interactive AND time >= {to:DateTime64(3, 'UTC')} - INTERVAL 90 DAY AND time < {to:DateTime64(3, 'UTC')} GROUP BY person
          ) AS activity
          LEFT JOIN (
            SELECT person, count() AS sessions, groupArrayIf(started, started < toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')} - INTERVAL 14 DAY)) AS early,
              countIf(started >= toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')} - INTERVAL 14 DAY)) AS late,
              countIf(started >= toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')} - INTERVAL 28 DAY)) AS recent
            FROM (
              SELECT person, arrayJoin(arraySplit((t, pause) -> pause > 30 * 60 * 1000, times, arrayDifference(times)))[1] AS started
              FROM (
                SELECT person, arraySort(groupArray(toUnixTimestamp64Milli(time))) AS times
                FROM events
                WHERE workspace = {workspace:String} AND person != 0 AND name NOT IN ('engagement', 'identify')
                  AND time >= {to:DateTime64(3, 'UTC')} - INTERVAL 90 DAY - INTERVAL 30 MINUTE AND time < {to:DateTime64(3, 'UTC')} + INTERVAL 24 HOUR
                GROUP BY person, site
              )
            )
            WHERE started >= toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')} - INTERVAL 90 DAY) AND started < toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')})
            GROUP BY person
          ) AS visits ON activity.person = visits.person
          LEFT JOIN (
            SELECT person, toUnixTimestamp64Milli(min(first)) AS first FROM first_seen WHERE workspace = {workspace:String} GROUP BY person
          ) AS firsts ON activity.person = firsts.person
        )
      ) AS people ON active.person = people.person
      UNION ALL SELECT number AS place, 0 AS there, arrayWithConstant(5, 0) AS uses FROM numbers(4)
    )
    GROUP BY place ORDER BY place
  )
)
ARRAY JOIN [1, 2, 3, 4, 5] AS i
ORDER BY i;
