-- See trends.sql.

-- {"kind":"flows","range":{"last":"30d"}}
SELECT coalesce(before.segment, 'None') AS "from", coalesce(after.segment, 'None') AS "to", count(*) AS people
FROM habits($from) AS before FULL JOIN habits($to) AS after USING (person)
GROUP BY before.segment, after.segment
ORDER BY before.segment NULLS FIRST, after.segment NULLS FIRST;
