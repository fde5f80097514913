-- See ../trends/reference.sql. The range ends with a day of UTC.

-- {"kind":"power-curve","days":28}
SELECT days, people
FROM (
  SELECT active AS days, count() AS people
  FROM (
    SELECT person, uniqExact(toDate(time)) AS active
    FROM events
    WHERE workspace = {workspace:String} AND person != 0 AND person_stable AND interactive
      AND time >= {to:DateTime64(3, 'UTC')} - INTERVAL 28 DAY AND time < {to:DateTime64(3, 'UTC')}
    GROUP BY person
  )
  GROUP BY days
)
ORDER BY days WITH FILL FROM 1 TO 29;
