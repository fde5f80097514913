-- See ../segments/reference.sql.

-- {"kind":"flows","range":{"last":"30d"}}
SELECT ['None', 'At Risk', 'New Users', 'Power Users', 'Regular Users'][1 + source] AS "from",
  ['None', 'At Risk', 'New Users', 'Power Users', 'Regular Users'][1 + target] AS "to", count() AS people
FROM (
  SELECT person, sum(before) AS source, sum(after) AS target
  FROM (
    SELECT person, place + 1 AS before, 0 AS after FROM (
      SELECT person, last, active_days, recent_features, features, sessions, recent, multiIf(
          last < risk_from OR (earlier >= 4 AND late / 2 < earlier / greatest(1, (risk_from - greatest(first, active_from)) / 604800000) / 2), 0,
          first >= risk_from, 1,
          recent / 4 > 10 AND recent_features >= 4, 2,
          3) AS place
      FROM (
        SELECT activity.person AS person, activity.last AS last, active_days, recent_features, features, firsts.first AS first,
          visits.sessions AS sessions, visits.late AS late, visits.recent AS recent,
          arrayCount(started -> started >= firsts.first, visits.early) AS earlier,
          toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')} - INTERVAL 14 DAY) AS risk_from, toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')} - INTERVAL 90 DAY) AS active_from
        FROM (
          SELECT person, toUnixTimestamp64Milli(max(time)) AS last,
            bitCount(groupBitOrIf(bitShiftLeft(toUInt32(1), dateDiff('day', time, {from:DateTime64(3, 'UTC')})), time >= {from:DateTime64(3, 'UTC')} - INTERVAL 28 DAY)) AS active_days,
            bitCount(groupBitOrIf(multiIf(name = 'Click', 1, name LIKE 'Deploy %', 2, name = 'pageview' AND path LIKE '/page/1%', 4, name = 'Search', 8, name = 'Signup', 16, 0), time >= {from:DateTime64(3, 'UTC')} - INTERVAL 28 DAY)) AS recent_features,
            bitCount(groupBitOr(multiIf(name = 'Click', 1, name LIKE 'Deploy %', 2, name = 'pageview' AND path LIKE '/page/1%', 4, name = 'Search', 8, name = 'Signup', 16, 0))) AS features
          FROM events WHERE workspace = {workspace:String} AND person != 0 AND person_stable AND interactive AND time >= {from:DateTime64(3, 'UTC')} - INTERVAL 90 DAY AND time < {from:DateTime64(3, 'UTC')} GROUP BY person
        ) AS activity
        LEFT JOIN (
          SELECT person, count() AS sessions, groupArrayIf(started, started < toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')} - INTERVAL 14 DAY)) AS early,
            countIf(started >= toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')} - INTERVAL 14 DAY)) AS late,
            countIf(started >= toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')} - INTERVAL 28 DAY)) AS recent
          FROM (
            SELECT person, arrayJoin(arraySplit((t, pause) -> pause > 30 * 60 * 1000, times, arrayDifference(times)))[1] AS started
            FROM (
              SELECT person, arraySort(groupArray(toUnixTimestamp64Milli(time))) AS times
              FROM events
              WHERE workspace = {workspace:String} AND person != 0 AND name NOT IN ('engagement', 'identify')
                AND time >= {from:DateTime64(3, 'UTC')} - INTERVAL 90 DAY - INTERVAL 30 MINUTE AND time < {from:DateTime64(3, 'UTC')} + INTERVAL 24 HOUR
              GROUP BY person, site
            )
          )
          WHERE started >= toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')} - INTERVAL 90 DAY) AND started < toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')})
          GROUP BY person
        ) AS visits ON activity.person = visits.person
        LEFT JOIN (
          SELECT person, toUnixTimestamp64Milli(min(first)) AS first FROM first_seen WHERE workspace = {workspace:String} GROUP BY person
        ) AS firsts ON activity.person = firsts.person
      )
    )
    UNION ALL
    SELECT person, 0 AS before, place + 1 AS after FROM (
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
    )
  )
  GROUP BY person
)
GROUP BY source, target ORDER BY source, target;
