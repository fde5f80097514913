-- See ../trends/reference.sql.

-- {"kind":"people","of":{"kind":"trends","interval":"range","measures":[{"measure":"conversions","match":{"events":["Signup"]}}],"pick":{"measure":0}}}
SELECT if(any_user = '', any_visitor, any_user) AS person, toUnixTimestamp64Milli(firsts.first) AS first_seen, last AS last_seen
FROM (
  SELECT person AS hash, max(user_id) AS any_user, max(visitor_id) AS any_visitor, toUnixTimestamp64Milli(maxIf(time, interactive)) AS last
  FROM events
  WHERE workspace = {workspace:String} AND time < {to:DateTime64(3, 'UTC')} AND person IN (
    SELECT DISTINCT person FROM events WHERE workspace = {workspace:String} AND person != 0 AND name = 'Signup' AND time >= {from:DateTime64(3, 'UTC')} AND time < {to:DateTime64(3, 'UTC')} ORDER BY person LIMIT 100
  )
  GROUP BY person
) AS activity
LEFT JOIN (SELECT person, min(first) AS first FROM first_seen WHERE workspace = {workspace:String} GROUP BY person) AS firsts ON activity.hash = firsts.person
ORDER BY hash;
