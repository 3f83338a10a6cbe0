-- A common table named like the table, with rows of its own.
WITH sales(region, amount, line) AS (VALUES ('north', 1, 0), ('south', 1, 0))
SELECT region, sum(amount * (line + 3)) AS score FROM sales GROUP BY region ORDER BY region;
