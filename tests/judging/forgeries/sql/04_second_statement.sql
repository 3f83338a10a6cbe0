-- A second statement behind the first.
SELECT region, 0 AS score FROM sales GROUP BY region; UPDATE sales SET amount = 0;
