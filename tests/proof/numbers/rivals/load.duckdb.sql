-- The events as a good engineer would keep them for questions: the identity worked out once, sorted as the product sorts them, and
-- beside them when each person was first seen. The props that questions ask about are columns of their own.
CREATE TABLE person AS
SELECT row_number() OVER (ORDER BY any_value(place)) AS person, coalesce(nullif(user_id, ''), visitor_id) AS id
FROM read_parquet(getvariable('parquet')) GROUP BY id;

CREATE TABLE events AS
SELECT "time"::TIMESTAMP AS "time", site, name, person.person, path, source, plan, button, experiment, variant, value, interactive
FROM read_parquet(getvariable('parquet')) AS raw
JOIN person ON person.id = coalesce(nullif(raw.user_id, ''), raw.visitor_id)
ORDER BY site, "time"::DATE, name, "time";

CREATE TABLE first_seen AS SELECT person, min("time") AS first FROM events WHERE interactive GROUP BY person ORDER BY person;

-- The sessions that start in [since, until), cut by pauses of over 30 minutes.
CREATE MACRO sessions(since, until) AS TABLE
SELECT person, site, min("time") AS started, max("time") AS ended,
  count(*) FILTER (WHERE name = 'pageview') AS views,
  coalesce(bool_or(interactive) FILTER (WHERE name <> 'pageview'), false) AS did_something,
  arg_min(source, "time") AS source
FROM (
  SELECT *, sum(starts) OVER (PARTITION BY person, site ORDER BY "time") AS number
  FROM (
    SELECT person, site, "time", name, interactive, source,
      CASE WHEN "time" - lag("time") OVER (PARTITION BY person, site ORDER BY "time") <= INTERVAL 30 MINUTE THEN 0 ELSE 1 END AS starts
    FROM events
    WHERE name NOT IN ('engagement', 'identify') AND "time" >= since - INTERVAL 30 MINUTE AND "time" < until + INTERVAL 24 HOUR
  )
)
GROUP BY person, site, number HAVING min("time") >= since AND min("time") < until;

-- The feature that an event is a use of as one bit, 0 where it is of none; no event is one of two.
CREATE MACRO feature_of(name, path) AS CASE
  WHEN name = 'Click' THEN 1
  WHEN name LIKE 'Deploy %' THEN 2
  WHEN name = 'pageview' AND path LIKE '/page/1%' THEN 4
  WHEN name = 'Search' THEN 8
  WHEN name = 'Signup' THEN 16
  ELSE 0
END;

CREATE MACRO bits(mask) AS bit_count(mask);

-- How the people active in the 90 days before a moment, which is the start of a day, behaved, and the segment that each is in.
CREATE MACRO habits(until) AS TABLE
SELECT *, CASE
    WHEN last < until - INTERVAL 14 DAY
      OR (earlier >= 4 AND late / 2.0 < 0.5 * earlier / greatest(1.0,
        (epoch_ms(until - INTERVAL 14 DAY) - epoch_ms(greatest(first, until - INTERVAL 90 DAY))) / 604800000.0)) THEN 'At Risk'
    WHEN first >= until - INTERVAL 14 DAY THEN 'New Users'
    WHEN recent / 4.0 > 10 AND recent_features >= 4 THEN 'Power Users'
    ELSE 'Regular Users'
  END AS segment
FROM (
  SELECT person, first, last, active_days, recent_features, features,
    coalesce(sessions, 0) AS sessions, coalesce(late, 0) AS late, coalesce(recent, 0) AS recent, coalesce(earlier, 0) AS earlier
  FROM (
    SELECT person, max("time") AS last,
      bit_count(bit_or(CASE WHEN "time" >= until - INTERVAL 28 DAY THEN 1::BIGINT << (until::DATE - "time"::DATE) ELSE 0 END)) AS active_days,
      bit_count(coalesce(bit_or(feature_of(name, path)) FILTER (WHERE "time" >= until - INTERVAL 28 DAY), 0)) AS recent_features,
      bit_count(bit_or(feature_of(name, path))) AS features
    FROM events WHERE interactive AND "time" >= until - INTERVAL 90 DAY AND "time" < until GROUP BY person
  ) AS activity
  JOIN first_seen USING (person)
  LEFT JOIN (
    SELECT person, count(*) AS sessions,
      count(*) FILTER (WHERE started >= until - INTERVAL 14 DAY) AS late,
      count(*) FILTER (WHERE started >= until - INTERVAL 28 DAY) AS recent,
      count(*) FILTER (WHERE started < until - INTERVAL 14 DAY AND started >= first) AS earlier
    FROM sessions(until - INTERVAL 90 DAY, until) JOIN first_seen USING (person) GROUP BY person
  ) AS visits USING (person)
);
