-- See ../trends/reference.sql. Days are those of UTC, and the features are those that every workspace begins with.

-- {"kind":"segments"}
SELECT row.1 AS segment, row.2 AS people
FROM (
  SELECT arrayJoin(arrayZip(
    ['At Risk', 'New Users', 'Power Users', 'Regular Users'],
    [countIf(place = 0), countIf(place = 1), countIf(place = 2), countIf(place = 3)])) AS row
  FROM (
    SELECT multiIf(
      last < risk_from OR (earlier >= 4 AND late / 2 < earlier / greatest(1, (risk_from - greatest(first, active_from)) / 604800000) / 2), 0,
      first >= risk_from, 1,
      recent / 4 > 10 AND used >= 4, 2,
      3) AS place
    FROM (
      SELECT activity.last AS last, activity.used AS used, firsts.first AS first, visits.late AS late, visits.recent AS recent,
        arrayCount(started -> started >= firsts.first, visits.early) AS earlier,
        toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')} - INTERVAL 14 DAY) AS risk_from,
        toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')} - INTERVAL 90 DAY) AS active_from
      FROM (
        SELECT person, toUnixTimestamp64Milli(max(time)) AS last,
          bitCount(groupBitOrIf(
            if(name IN ('Deploy Application', 'deployment.deploy.deploy_application', 'deployment:deploy'), 1, 0)
              + if(name IN ('Create Service', 'service:create') OR name LIKE 'service.create.%', 2, 0)
              + if(name IN ('View Documentation', 'documentation:view') OR name LIKE 'documentation.view.%'
                OR (name = 'pageview' AND path LIKE '/docs/%'), 4, 0)
              + if(name IN ('Run Pipeline', 'pipeline:run') OR name LIKE 'pipeline.run.%', 8, 0)
              + if(name IN ('Configure Monitoring', 'monitoring:configure') OR name LIKE 'monitoring.configure.%', 16, 0),
            time >= {to:DateTime64(3, 'UTC')} - INTERVAL 28 DAY)) AS used
        FROM events
        WHERE workspace = {workspace:String} AND person != 0 AND person_stable AND interactive
          AND time >= {to:DateTime64(3, 'UTC')} - INTERVAL 90 DAY AND time < {to:DateTime64(3, 'UTC')}
        GROUP BY person
      ) AS activity
      LEFT JOIN (
        SELECT person, groupArrayIf(started, started < toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')} - INTERVAL 14 DAY)) AS early,
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
        WHERE started >= toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')} - INTERVAL 90 DAY)
          AND started < toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')})
        GROUP BY person
      ) AS visits ON activity.person = visits.person
      LEFT JOIN (
        SELECT person, toUnixTimestamp64Milli(min(first)) AS first FROM first_seen
        WHERE workspace = {workspace:String} GROUP BY person
      ) AS firsts ON activity.person = firsts.person
    )
  )
);
