-- See trends.sql.

-- {"kind":"rfm"} → cells
SELECT recency, frequency, breadth, count(*) AS people
FROM (
  SELECT (1 + floor(5.0 * (rank() OVER (ORDER BY last) - 1) / count(*) OVER ()))::int AS recency,
    (1 + floor(5.0 * (rank() OVER (ORDER BY sessions) - 1) / count(*) OVER ()))::int AS frequency,
    (1 + floor(5.0 * (rank() OVER (ORDER BY features) - 1) / count(*) OVER ()))::int AS breadth
  FROM habits($to)
) AS fifths
GROUP BY recency, frequency, breadth ORDER BY recency DESC, frequency DESC, breadth DESC;
