-- See trends.sql.

-- {"kind":"segments"}
SELECT segment, count(person) AS people, avg(recent) / 4.0 AS weekly_sessions, avg(recent_features) AS features_used,
  avg(epoch_ms($to) - epoch_ms(last)) / 86400000.0 AS days_since_seen,
  avg(10 * (least(1.0, active_days / 20.0) + sqrt(recent_features / 5.0)
    + greatest(0.0, 1 - (epoch_ms($to) - epoch_ms(last)) / 2419200000.0)) / 3) AS engagement
FROM (VALUES ('At Risk'), ('New Users'), ('Power Users'), ('Regular Users')) AS names (segment)
LEFT JOIN (SELECT * FROM habits($to)) AS people USING (segment)
GROUP BY segment ORDER BY segment;
