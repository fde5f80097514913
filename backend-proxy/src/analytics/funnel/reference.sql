-- See ../trends/reference.sql. ClickHouse's own function counts persons; the times between steps, which we tell too, it does not know.

-- {"kind":"funnel","window":"7d","steps":[{"name":"Signup","match":{"events":["Signup"]}},{"name":"Start","match":{"events":["Deploy Started"]}},{"name":"Finish","match":{"events":["Deploy Finished"]}}]}
SELECT arrayJoin([1, 2, 3]) AS step_number, countIf(depth >= step_number) AS users_completed
FROM (
  SELECT windowFunnel(604800000)(toUInt64(toUnixTimestamp64Milli(time)),
    name = 'Signup' AND time < {to:DateTime64(3, 'UTC')}, name = 'Deploy Started', name = 'Deploy Finished') AS depth
  FROM events
  WHERE workspace = {workspace:String} AND person != 0 AND name IN ('Signup', 'Deploy Started', 'Deploy Finished')
    AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')} + INTERVAL 7 DAY
  GROUP BY person
)
GROUP BY step_number ORDER BY step_number;
