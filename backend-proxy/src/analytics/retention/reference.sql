-- See ../trends/reference.sql. At most 64 weeks of UTC.

-- {"kind":"retention","interval":"1w"} → mean
SELECT n AS interval, if(sum(size) = 0, NULL, 100 * sum(back[n + 1]) / sum(size)) AS rate, sum(size) AS people
FROM (
  SELECT born, count() AS size, sumForEach(arrayMap(n -> bitTest(weeks, born + n), range(64 - born))) AS back
  FROM (
    SELECT person, groupBitOr(bitShiftLeft(toUInt64(1), dateDiff('week', {from:DateTime64(3, 'UTC')}, time))) AS weeks
    FROM events WHERE workspace = {workspace:String} AND person != 0 AND person_stable AND interactive AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')} GROUP BY person
  ) AS active
  INNER JOIN (
    SELECT person, toUInt8(dateDiff('week', {from:DateTime64(3, 'UTC')}, min(first))) AS born FROM first_seen WHERE workspace = {workspace:String} GROUP BY person HAVING min(first) >= {from:DateTime64(3, 'UTC')}
  ) AS firsts ON active.person = firsts.person
  GROUP BY born
)
ARRAY JOIN range(toUInt64(dateDiff('week', {from:DateTime64(3, 'UTC')}, {to:DateTime64(3, 'UTC')}) - born)) AS n
GROUP BY n ORDER BY n WITH FILL TO toUInt64(dateDiff('week', {from:DateTime64(3, 'UTC')}, {to:DateTime64(3, 'UTC')} - INTERVAL 1 MILLISECOND) + 1);

-- {"kind":"retention","interval":"1w","cohort":"recurring","counting":"on_or_after"} → mean
SELECT n AS interval, if(sum(size) = 0, NULL, 100 * sum(back[n + 1]) / sum(size)) AS rate, sum(size) AS people
FROM (
  SELECT born, count() AS size, sumForEach(arrayMap(n -> n <= last - born, range(64))) AS back
  FROM (
    SELECT bitPositionsToArray(groupBitOr(bitShiftLeft(toUInt64(1), dateDiff('week', {from:DateTime64(3, 'UTC')}, time)))) AS weeks, weeks[-1] AS last
    FROM events WHERE workspace = {workspace:String} AND person != 0 AND person_stable AND interactive AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')} GROUP BY person
  )
  ARRAY JOIN weeks AS born
  GROUP BY born
)
ARRAY JOIN range(toUInt64(greatest(0, dateDiff('week', {from:DateTime64(3, 'UTC')}, {to:DateTime64(3, 'UTC')}) - toInt64(born)))) AS n
GROUP BY n ORDER BY n WITH FILL TO toUInt64(dateDiff('week', {from:DateTime64(3, 'UTC')}, {to:DateTime64(3, 'UTC')} - INTERVAL 1 MILLISECOND) + 1);
