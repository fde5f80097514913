-- See trends.sql.

-- {"kind":"adoption","range":{"last":"30d"}}
WITH used AS (
  SELECT person, feature, count(*) FILTER (WHERE "time" >= $from) AS now,
    count(*) FILTER (WHERE "time" < $from AND "time" >= $from - ($to - $from)) AS before,
    count(*) FILTER (WHERE "time" < $from - ($to - $from)) AS long_ago,
    min("time") AS first_use, min("time") FILTER (WHERE "time" >= $from) AS first_now, max("time") AS last_use
  FROM (SELECT person, feature_of(name, path) AS feature, "time" FROM events WHERE interactive AND "time" < $to) AS uses
  WHERE feature > 0 GROUP BY person, feature
), active AS (
  SELECT count(*) FILTER (WHERE now) AS now, count(*) FILTER (WHERE before) AS before
  FROM (
    SELECT bool_or("time" >= $from) AS now, bool_or("time" < $from) AS before
    FROM events WHERE interactive AND "time" >= $from - ($to - $from) AND "time" < $to GROUP BY person
  ) AS people
), counted AS (
  SELECT feature, sum(now) AS total_uses, count(*) FILTER (WHERE now > 0) AS unique_users, count(*) FILTER (WHERE before > 0) AS users_before,
    percentile_cont(0.25) WITHIN GROUP (ORDER BY seconds) AS time_to_adopt_p25,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS time_to_adopt,
    percentile_cont(0.75) WITHIN GROUP (ORDER BY seconds) AS time_to_adopt_p75,
    count(*) FILTER (WHERE now > 0 AND before = 0 AND long_ago = 0) AS new,
    count(*) FILTER (WHERE now > 0 AND before > 0) AS "returning",
    count(*) FILTER (WHERE now > 0 AND before = 0 AND long_ago > 0) AS resurrected,
    count(*) FILTER (WHERE now = 0 AND before > 0) AS lapsed,
    epoch_ms(min(first_now)) AS first_use, epoch_ms(max(last_use) FILTER (WHERE now > 0)) AS last_use
  FROM (
    SELECT used.*, CASE WHEN now > 0 THEN (epoch_ms(first_use) - epoch_ms(first)) / 1000.0 END::float8 AS seconds
    FROM used JOIN first_seen USING (person)
  ) AS adopted
  GROUP BY feature
)
SELECT CASE feature WHEN 1 THEN 'Click' WHEN 2 THEN 'Deploy' WHEN 4 THEN 'Read guides' WHEN 8 THEN 'Search' ELSE 'Sign up' END AS feature,
  100.0 * unique_users / active.now AS adoption_rate, 100.0 * users_before / active.before AS adoption_rate_previous,
  total_uses, unique_users, active.now AS eligible, total_uses * 1.0 / unique_users AS depth,
  time_to_adopt_p25, time_to_adopt, time_to_adopt_p75, new, "returning", resurrected, lapsed, first_use, last_use
FROM counted, active ORDER BY adoption_rate DESC, feature;

-- {"kind":"adoption","view":"over_time","interval":"1w"}
SELECT epoch_ms(week) AS "time",
  100.0 * count(*) FILTER (WHERE used & 1 > 0) / count(*) AS "adoption_rate{Click}",
  100.0 * count(*) FILTER (WHERE used & 2 > 0) / count(*) AS "adoption_rate{Deploy}",
  100.0 * count(*) FILTER (WHERE used & 4 > 0) / count(*) AS "adoption_rate{Read guides}",
  100.0 * count(*) FILTER (WHERE used & 8 > 0) / count(*) AS "adoption_rate{Search}",
  100.0 * count(*) FILTER (WHERE used & 16 > 0) / count(*) AS "adoption_rate{Sign up}",
  sum(bits(used)) * 1.0 / count(*) AS breadth
FROM (
  SELECT person, date_trunc('week', "time")::timestamp AS week, bit_or(feature_of(name, path)) AS used
  FROM events WHERE interactive AND "time" >= $from AND "time" < $to GROUP BY 1, 2
) AS people
GROUP BY week ORDER BY week;

-- {"kind":"adoption","view":"by_segment"}
SELECT feature,
  100.0 * count(*) FILTER (WHERE segment = 'At Risk' AND used & bit > 0) / nullif(count(*) FILTER (WHERE segment = 'At Risk'), 0) AS "At Risk",
  100.0 * count(*) FILTER (WHERE segment = 'New Users' AND used & bit > 0) / nullif(count(*) FILTER (WHERE segment = 'New Users'), 0) AS "New Users",
  100.0 * count(*) FILTER (WHERE segment = 'Power Users' AND used & bit > 0) / nullif(count(*) FILTER (WHERE segment = 'Power Users'), 0) AS "Power Users",
  100.0 * count(*) FILTER (WHERE segment = 'Regular Users' AND used & bit > 0) / nullif(count(*) FILTER (WHERE segment = 'Regular Users'), 0) AS "Regular Users"
FROM (
  SELECT person, bit_or(feature_of(name, path)) AS used FROM events WHERE interactive AND "time" >= $from AND "time" < $to GROUP BY person
) AS active
JOIN habits($to) USING (person)
CROSS JOIN (VALUES ('Click', 1), ('Deploy', 2), ('Read guides', 4), ('Search', 8), ('Sign up', 16)) AS features (feature, bit)
GROUP BY feature ORDER BY feature;
