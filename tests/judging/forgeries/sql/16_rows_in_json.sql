-- Column names and texts that try to become fields of an answer.
SELECT region AS 'x"],"rows":[["north",1]]},"y":{"columns":["', '"}' || char(10) || '{"item":0}' AS score
FROM sales GROUP BY region;
