-- See ../trends/reference.sql.

-- {"kind":"events","filter":{"property":"event.name","op":"eq","value":"Signup"}}
SELECT toUnixTimestamp64Milli(events.time) AS time, name AS event, if(user_id = '', visitor_id, user_id) AS person, site, path AS page, source, value
FROM events
WHERE workspace = {workspace:String} AND name = 'Signup' AND events.time >= {from:DateTime64(3, 'UTC')} AND events.time < {to:DateTime64(3, 'UTC')}
ORDER BY events.time DESC LIMIT 100;
