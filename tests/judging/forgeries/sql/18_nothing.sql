-- No rows, but the right columns.
SELECT region, amount AS score FROM sales WHERE 0;
