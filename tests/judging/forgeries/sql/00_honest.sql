SELECT region, sum(amount * (line + 3)) AS score
FROM sales GROUP BY region ORDER BY region;
