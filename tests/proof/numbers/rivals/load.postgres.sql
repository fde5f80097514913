-- The events as a good engineer would keep them for questions: see load.duckdb.sql, where they come from.
CREATE TABLE person (person bigint, id text);
CREATE TABLE first_seen (person bigint, first timestamp(3));
CREATE TABLE events (
  "time" timestamp(3), site text, name text, person bigint, path text, source text, plan text, button text,
  experiment text, variant text, value double precision, interactive boolean
);

-- The rows come here.
CREATE UNIQUE INDEX ON person (person) INCLUDE (id);
CREATE UNIQUE INDEX ON first_seen (person) INCLUDE (first);
CREATE INDEX ON events ("time");
CREATE INDEX ON events (name, "time");
CREATE INDEX ON events (person, name, "time");
VACUUM ANALYZE;

CREATE FUNCTION epoch_ms(timestamp) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (extract(epoch FROM $1) * 1000)::bigint;

CREATE FUNCTION bits(bigint) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN bit_count($1::bit(64));

CREATE FUNCTION feature_of(name text, path text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE
  WHEN name = 'Click' THEN 1
  WHEN name LIKE 'Deploy %' THEN 2
  WHEN name = 'pageview' AND path LIKE '/page/1%' THEN 4
  WHEN name = 'Search' THEN 8
  WHEN name = 'Signup' THEN 16
  ELSE 0
END;

CREATE FUNCTION sessions(since timestamp, until timestamp)
RETURNS TABLE (person bigint, site text, started timestamp, ended timestamp, views bigint, did_something boolean, source text)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT person, site, min("time"), max("time"),
  count(*) FILTER (WHERE name = 'pageview'), coalesce(bool_or(interactive) FILTER (WHERE name <> 'pageview'), false),
  max(source) FILTER (WHERE starts = 1)
FROM (
  SELECT *, sum(starts) OVER (PARTITION BY person, site ORDER BY "time") AS number
  FROM (
    SELECT person, site, "time", name, interactive, source,
      CASE WHEN "time" - lag("time") OVER (PARTITION BY person, site ORDER BY "time") <= INTERVAL '30 minutes' THEN 0 ELSE 1 END AS starts
    FROM events
    WHERE name NOT IN ('engagement', 'identify') AND "time" >= since - INTERVAL '30 minutes' AND "time" < until + INTERVAL '24 hours'
  ) AS marked
) AS numbered
GROUP BY person, site, number HAVING min("time") >= since AND min("time") < until
$$;

CREATE FUNCTION habits(until timestamp)
RETURNS TABLE (person bigint, first timestamp, last timestamp, active_days bigint, recent_features bigint, features bigint,
  sessions bigint, late bigint, recent bigint, earlier bigint, segment text)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT *, CASE
    WHEN last < until - INTERVAL '14 days'
      OR (earlier >= 4 AND late / 2.0 < 0.5 * earlier / greatest(1.0,
        (epoch_ms(until - INTERVAL '14 days') - epoch_ms(greatest(first, until - INTERVAL '90 days'))) / 604800000.0)) THEN 'At Risk'
    WHEN first >= until - INTERVAL '14 days' THEN 'New Users'
    WHEN recent / 4.0 > 10 AND recent_features >= 4 THEN 'Power Users'
    ELSE 'Regular Users'
  END
FROM (
  SELECT person, first, last, bits(days) AS active_days, bits(recent_features) AS recent_features, bits(features) AS features,
    coalesce(sessions, 0) AS sessions, coalesce(late, 0) AS late, coalesce(recent, 0) AS recent, coalesce(earlier, 0) AS earlier
  FROM (
    SELECT person, max("time") AS last,
      coalesce(bit_or(1::bigint << (until::date - "time"::date)) FILTER (WHERE "time" >= until - INTERVAL '28 days'), 0) AS days,
      coalesce(bit_or(feature_of(name, path)) FILTER (WHERE "time" >= until - INTERVAL '28 days'), 0) AS recent_features,
      bit_or(feature_of(name, path)) AS features
    FROM events WHERE interactive AND "time" >= until - INTERVAL '90 days' AND "time" < until GROUP BY person
  ) AS activity
  JOIN first_seen USING (person)
  LEFT JOIN (
    SELECT person, count(*) AS sessions,
      count(*) FILTER (WHERE started >= until - INTERVAL '14 days') AS late,
      count(*) FILTER (WHERE started >= until - INTERVAL '28 days') AS recent,
      count(*) FILTER (WHERE started < until - INTERVAL '14 days' AND started >= first) AS earlier
    FROM sessions(until - INTERVAL '90 days', until) JOIN first_seen USING (person) GROUP BY person
  ) AS visits USING (person)
) AS counted
$$;
