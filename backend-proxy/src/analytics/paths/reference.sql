-- See ../trends/reference.sql.

-- {"kind":"paths","steps":3,"view":"paths"}
SELECT nullIf(way[1], '') AS step_1, nullIf(way[2], '') AS step_2, nullIf(way[3], '') AS step_3, count() AS count
FROM (
  SELECT arraySlice(arrayCompact(arrayMap(e -> e.2, visit)), 1, 3) AS way
  FROM (
    SELECT arrayJoin(arraySplit((e, pause) -> pause > 30 * 60 * 1000, events, arrayDifference(events.1))) AS visit
    FROM (
      SELECT arraySort(groupArray((toUnixTimestamp64Milli(time), if(name = 'pageview', path, toString(name))))) AS events
      FROM events
      WHERE workspace = {workspace:String} AND person != 0 AND name NOT IN ('engagement', 'identify')
        AND time >= {from:DateTime64(3, 'UTC')} - INTERVAL 30 MINUTE AND time < {to:DateTime64(3, 'UTC')} + INTERVAL 24 HOUR
      GROUP BY person, site
    )
  )
  WHERE visit[1].1 >= toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')}) AND visit[1].1 < toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')})
)
GROUP BY way ORDER BY count DESC, way LIMIT 10;

-- {"kind":"paths","steps":3} → edges
WITH hops AS (
  SELECT hop.1 AS step, hop.2 AS source, hop.3 AS target, count() AS ways
  FROM (
    SELECT arrayJoin(arrayZip(arrayEnumerate(way), way, arrayPushBack(arrayPopFront(way), ''))) AS hop
    FROM (
      SELECT arraySlice(arrayCompact(arrayMap(e -> e.2, visit)), 1, 3) AS way
      FROM (
        SELECT arrayJoin(arraySplit((e, pause) -> pause > 30 * 60 * 1000, events, arrayDifference(events.1))) AS visit
        FROM (
          SELECT arraySort(groupArray((toUnixTimestamp64Milli(time), if(name = 'pageview', path, toString(name))))) AS events
          FROM events
          WHERE workspace = {workspace:String} AND person != 0 AND name NOT IN ('engagement', 'identify')
            AND time >= {from:DateTime64(3, 'UTC')} - INTERVAL 30 MINUTE AND time < {to:DateTime64(3, 'UTC')} + INTERVAL 24 HOUR
          GROUP BY person, site
        )
      )
      WHERE visit[1].1 >= toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')}) AND visit[1].1 < toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')})
    )
  )
  GROUP BY step, source, target
), ranked AS (
  -- A label's rank at its step, as the source of a hop and as the target of the one before.
  SELECT step, source, target, ways,
    dense_rank() OVER (PARTITION BY step ORDER BY from_source DESC, source) AS source_rank,
    dense_rank() OVER (PARTITION BY step ORDER BY target = '', to_target DESC, target) AS target_rank
  FROM (
    SELECT *, sum(ways) OVER (PARTITION BY step, source) AS from_source, sum(ways) OVER (PARTITION BY step, target) AS to_target FROM hops
  )
), shown AS (
  SELECT step, if(source_rank <= 10, source, 'Other') AS here, if(target_rank <= 10 OR target = '', target, 'Other') AS there, sum(ways) AS n
  FROM ranked GROUP BY step, here, there
)
SELECT concat(toString(step), ' ', here) AS source, concat(toString(step + 1), ' ', there) AS target, n AS ways
FROM (
  SELECT *, sum(n) OVER (PARTITION BY step, here) AS from_here, sum(n) OVER (PARTITION BY step, there) AS to_there FROM shown
)
WHERE there != ''
ORDER BY step, n DESC, from_here DESC, here != 'Other', here, to_there DESC, there != 'Other', there;
