-- The right digits, as text.
SELECT region, CAST(sum(amount * (line + 3)) AS TEXT) AS score
FROM sales GROUP BY region ORDER BY region;
