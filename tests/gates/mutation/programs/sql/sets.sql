SELECT city, COUNT(*) AS people, COUNT(DISTINCT name) AS names, MIN(id), group_concat(name, ', ')
FROM customers
JOIN orders USING (id)
GROUP BY city
UNION
SELECT DISTINCT state, -1, 0, total(cents), substr(state, 2, 3) || 'x'
FROM orders
WHERE cents % 2 = 0 AND date('now') > '2000-01-01'
EXCEPT
SELECT 'a', 1, 2, 3.5, IIF(1 == 1, 'b', 'c')
ORDER BY 1, 2 DESC
LIMIT 3;
