-- The right digits, as a blob.
SELECT region, CAST(sum(amount * (line + 3)) AS BLOB) AS score
FROM sales GROUP BY region ORDER BY region;
