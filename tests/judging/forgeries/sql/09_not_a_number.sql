-- Infinities and what comes of them.
SELECT region, 9e999 - 9e999 AS score FROM sales GROUP BY region
UNION ALL SELECT 'x', 9e999 ORDER BY 1 LIMIT 2;
