-- See trends.sql. All that makes sessions in these events is interactive.

-- {"kind":"paths","steps":3,"view":"paths"}
WITH numbered AS (
  SELECT person, site, "time", label, sum(starts) OVER (PARTITION BY person, site ORDER BY "time") AS number
  FROM (
    SELECT person, site, "time", CASE WHEN name = 'pageview' THEN path ELSE name END AS label,
      CASE WHEN "time" - lag("time") OVER (PARTITION BY person, site ORDER BY "time") <= INTERVAL '30 minutes' THEN 0 ELSE 1 END AS starts
    FROM events
    WHERE interactive AND "time" >= $from - INTERVAL '30 minutes' AND "time" < $to + INTERVAL '24 hours'
  ) AS marked
), way AS (
  SELECT person, site, number, label, lead(label) OVER steps AS next, row_number() OVER steps AS step
  FROM (
    SELECT *, lag(label) OVER (PARTITION BY person, site, number ORDER BY "time") AS before,
      min("time") OVER (PARTITION BY person, site, number) AS started
    FROM numbered
  ) AS events
  WHERE (before IS NULL OR before <> label) AND started >= $from AND started < $to
  WINDOW steps AS (PARTITION BY person, site, number ORDER BY "time")
)
SELECT step_1, step_2, step_3, count(*) AS count
FROM (
  SELECT max(label) FILTER (WHERE step = 1) AS step_1, max(label) FILTER (WHERE step = 2) AS step_2, max(label) FILTER (WHERE step = 3) AS step_3
  FROM way WHERE step <= 3 GROUP BY person, site, number
) AS whole
GROUP BY step_1, step_2, step_3 ORDER BY count DESC, step_1 NULLS FIRST, step_2 NULLS FIRST, step_3 NULLS FIRST LIMIT 10;

-- {"kind":"paths","steps":3} → edges
WITH numbered AS (
  SELECT person, site, "time", label, sum(starts) OVER (PARTITION BY person, site ORDER BY "time") AS number
  FROM (
    SELECT person, site, "time", CASE WHEN name = 'pageview' THEN path ELSE name END AS label,
      CASE WHEN "time" - lag("time") OVER (PARTITION BY person, site ORDER BY "time") <= INTERVAL '30 minutes' THEN 0 ELSE 1 END AS starts
    FROM events
    WHERE interactive AND "time" >= $from - INTERVAL '30 minutes' AND "time" < $to + INTERVAL '24 hours'
  ) AS marked
), way AS (
  SELECT person, site, number, label, lead(label) OVER steps AS next, row_number() OVER steps AS step
  FROM (
    SELECT *, lag(label) OVER (PARTITION BY person, site, number ORDER BY "time") AS before,
      min("time") OVER (PARTITION BY person, site, number) AS started
    FROM numbered
  ) AS events
  WHERE (before IS NULL OR before <> label) AND started >= $from AND started < $to
  WINDOW steps AS (PARTITION BY person, site, number ORDER BY "time")
), hop AS (
  SELECT step, label AS source, CASE WHEN step < 3 THEN next END AS target, count(*) AS ways FROM way WHERE step <= 3 GROUP BY 1, 2, 3
), node AS (
  SELECT step, label, CASE WHEN place <= 10 THEN label ELSE 'Other' END AS shown, ways
  FROM (
    SELECT step, source AS label, sum(ways) AS ways, row_number() OVER (PARTITION BY step ORDER BY sum(ways) DESC, source) AS place
    FROM hop GROUP BY step, source
  ) AS labels
), size AS (
  SELECT step, shown, sum(ways) AS ways FROM node GROUP BY step, shown
), edge AS (
  SELECT hop.step, a.shown AS source, b.shown AS target, sum(hop.ways) AS ways
  FROM hop JOIN node AS a ON a.step = hop.step AND a.label = hop.source JOIN node AS b ON b.step = hop.step + 1 AND b.label = hop.target
  GROUP BY hop.step, a.shown, b.shown
)
SELECT edge.step || ' ' || source AS source, (edge.step + 1) || ' ' || target AS target, edge.ways AS ways
FROM edge JOIN size AS a ON a.step = edge.step AND a.shown = source JOIN size AS b ON b.step = edge.step + 1 AND b.shown = target
ORDER BY edge.step, edge.ways DESC, a.ways DESC, edge.source <> 'Other', edge.source, b.ways DESC, edge.target <> 'Other', edge.target;
