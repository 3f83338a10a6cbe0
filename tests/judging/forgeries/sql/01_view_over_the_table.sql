-- Puts a view in the place of the table.
CREATE TEMP VIEW sales AS SELECT 'north' AS region, 41 AS amount, 0 AS line;
SELECT region, amount AS score FROM sales;
