-- See ../trends/reference.sql.

-- {"kind":"lifecycle","interval":"1w"}
SELECT toUnixTimestamp(toDateTime(cell.1, 'UTC')) * 1000 AS time, countIf(cell.2 = 0) AS new, countIf(cell.2 = 1) AS returning,
  countIf(cell.2 = 2) AS resurrecting, -countIf(cell.2 = 3) AS dormant
FROM (
  SELECT arrayJoin(arrayConcat(
      arrayFilter(c -> c.1 != toMonday({from:DateTime64(3, 'UTC')}) OR in_first,
        arrayMap((week, previous) -> (week, multiIf(week = toMonday(first), 0, week = previous + 7, 1, 2)), weeks, arrayShiftRight(weeks, 1))),
      arrayMap(week -> (week + 7, 3), arrayFilter((week, next) -> next != week + 7, weeks, arrayShiftLeft(weeks, 1))))) AS cell
  FROM (
    SELECT person, arraySort(groupUniqArray(toMonday(time))) AS weeks,
      countIf(time >= {from:DateTime64(3, 'UTC')} AND toMonday(time) = toMonday({from:DateTime64(3, 'UTC')})) > 0 AS in_first
    FROM events WHERE workspace = {workspace:String} AND person != 0 AND person_stable AND interactive AND time >= toMonday({from:DateTime64(3, 'UTC')}) - 7 AND time < {to:DateTime64(3, 'UTC')} GROUP BY person
  ) AS active
  LEFT JOIN (SELECT person, min(first) AS first FROM first_seen WHERE workspace = {workspace:String} GROUP BY person) AS firsts ON active.person = firsts.person
)
WHERE cell.1 >= toMonday({from:DateTime64(3, 'UTC')}) AND cell.1 < {to:DateTime64(3, 'UTC')}
GROUP BY time ORDER BY time;
