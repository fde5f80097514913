-- See trends.sql.

-- {"kind":"top","property":"page.path","limit":10,"measures":[{"measure":"page_views"},{"measure":"unique_visitors"}]}
SELECT path AS "page.path", sum(views) AS page_views, count(*) AS unique_visitors
FROM (
  SELECT path, person, count(*) FILTER (WHERE name = 'pageview') AS views
  FROM events WHERE "time" >= $from AND "time" < $to GROUP BY path, person
) AS people
GROUP BY path ORDER BY page_views DESC, path LIMIT 10;

-- {"kind":"top","property":"props.plan","limit":10,"measures":[{"measure":"events"}]}
SELECT plan AS "props.plan", count(*) AS events
FROM events WHERE "time" >= $from AND "time" < $to GROUP BY plan ORDER BY events DESC, plan LIMIT 10;

-- {"kind":"top","property":"session.source","limit":10,"measures":[{"measure":"sessions"}]}
SELECT source AS "session.source", count(*) AS sessions
FROM sessions($from, $to) GROUP BY source ORDER BY sessions DESC, source LIMIT 10;
