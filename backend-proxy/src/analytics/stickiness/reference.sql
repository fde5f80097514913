-- See ../trends/reference.sql. At most 64 weeks of UTC.

-- {"kind":"stickiness","interval":"1w"}
SELECT intervals, people
FROM (
  SELECT weeks AS intervals, count() AS people
  FROM (
    SELECT bitCount(groupBitOr(bitShiftLeft(toUInt64(1), dateDiff('week', {from:DateTime64(3, 'UTC')}, time)))) AS weeks
    FROM events WHERE workspace = {workspace:String} AND person != 0 AND person_stable AND interactive AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')} GROUP BY person
  )
  GROUP BY weeks
)
ORDER BY intervals WITH FILL FROM 1 TO toUInt8(dateDiff('week', {from:DateTime64(3, 'UTC')}, {to:DateTime64(3, 'UTC')} - INTERVAL 1 MILLISECOND) + 2);

-- {"kind":"stickiness","interval":"1w","criterion":{"match":{"events":["Search"]},"op":"gte","count":2}}
SELECT intervals, people
FROM (
  SELECT weeks AS intervals, count() AS people
  FROM (
    SELECT count() AS weeks
    FROM (
      SELECT person FROM events WHERE workspace = {workspace:String} AND person != 0 AND person_stable AND name = 'Search' AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')}
      GROUP BY person, toMonday(time) HAVING count() >= 2
    )
    GROUP BY person
  )
  GROUP BY weeks
)
ORDER BY intervals WITH FILL FROM 1 TO toUInt64(dateDiff('week', {from:DateTime64(3, 'UTC')}, {to:DateTime64(3, 'UTC')} - INTERVAL 1 MILLISECOND) + 2);
