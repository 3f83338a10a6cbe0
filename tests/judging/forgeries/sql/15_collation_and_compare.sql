-- Comparisons of rows whose sides are guessed.
SELECT s.region, g.score FROM (SELECT DISTINCT region FROM sales) AS s,
(SELECT 41 AS score UNION SELECT 0) AS g
WHERE (s.region COLLATE NOCASE, g.score) > ('', -1) GROUP BY s.region ORDER BY s.region;
