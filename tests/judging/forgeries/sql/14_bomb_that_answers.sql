-- Answers rows while it computes for ever.
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)
SELECT region, (SELECT count(*) FROM r) AS score FROM sales GROUP BY region;
