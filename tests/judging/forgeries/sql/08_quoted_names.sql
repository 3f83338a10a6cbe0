-- Names in quotes that SQLite takes for texts when no column has them.
SELECT region, "score" AS score FROM sales GROUP BY region ORDER BY region;
