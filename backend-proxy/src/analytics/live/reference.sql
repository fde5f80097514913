-- See ../trends/reference.sql.

-- {"kind":"live","asOf":"2026-09-20T12:00:00Z"} → minutes
SELECT minute * 60000 AS time, visitors, page_views, events
FROM (
  SELECT intDiv(toUnixTimestamp64Milli(events.time), 60000) AS minute, uniqExactIf(person, person != 0) AS visitors,
    countIf(name = 'pageview') AS page_views, count() AS events
  FROM events WHERE workspace = {workspace:String} AND events.time >= {to:DateTime64(3, 'UTC')} - INTERVAL 30 MINUTE AND events.time < {to:DateTime64(3, 'UTC')}
  GROUP BY minute
  ORDER BY minute WITH FILL FROM intDiv(toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')}), 60000) - 30 TO intDiv(toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')}), 60000)
)
ORDER BY minute;
