-- See ../trends/reference.sql.

-- {"kind":"top","property":"page.path","limit":10,"measures":[{"measure":"page_views"},{"measure":"unique_visitors"}]}
SELECT path AS "page.path", countIf(name = 'pageview') AS page_views, uniqExactIf(person, person != 0) AS unique_visitors
FROM events
WHERE workspace = {workspace:String} AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')}
GROUP BY path ORDER BY page_views DESC, path LIMIT 10;

-- {"kind":"top","property":"props.plan","limit":10,"measures":[{"measure":"events"}]}
SELECT props['plan'] AS "props.plan", count() AS events
FROM events
WHERE workspace = {workspace:String} AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')}
GROUP BY "props.plan" ORDER BY events DESC, "props.plan" LIMIT 10;

-- {"kind":"top","property":"session.source","limit":10,"measures":[{"measure":"sessions"}]}
SELECT visit[1].2 AS "session.source", count() AS sessions
FROM (
  SELECT arrayJoin(arraySplit((e, pause) -> pause > 30 * 60 * 1000, events, arrayDifference(events.1))) AS visit
  FROM (
    SELECT arraySort(groupArray((toUnixTimestamp64Milli(time), toString(source)))) AS events
    FROM events
    WHERE workspace = {workspace:String} AND person != 0 AND name NOT IN ('engagement', 'identify')
      AND time >= {from:DateTime64(3, 'UTC')} - INTERVAL 30 MINUTE AND time < {to:DateTime64(3, 'UTC')} + INTERVAL 24 HOUR
    GROUP BY person, site
  )
)
WHERE visit[1].1 >= toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')}) AND visit[1].1 < toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')})
GROUP BY "session.source" ORDER BY sessions DESC, "session.source" LIMIT 10;
