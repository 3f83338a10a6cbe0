-- Writes through a query that begins like one that reads.
WITH guess AS (SELECT 1) INSERT INTO sales SELECT 'north', 0, 0 RETURNING region, amount AS score;
