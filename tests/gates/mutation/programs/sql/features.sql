-- One of everything
WITH RECURSIVE days(n) AS (
    SELECT 1
    UNION ALL
    SELECT n + 1 FROM days WHERE n < 5
),
totals AS (
    SELECT c.id AS customer_id, c.name, COUNT(o.id) AS orders, COALESCE(SUM(o.cents), 0) / 100.0 AS spent
    FROM customers c
    LEFT JOIN orders o ON o.customer_id = c.id AND o.state <> 'cancelled'
    WHERE c.city IN ('Ghent', 'Turku') OR c.city LIKE 'B%'
    GROUP BY c.id, c.name
    HAVING COUNT(o.id) >= 1
)
SELECT t.name,
       t.spent,
       CASE WHEN t.spent >= 100 THEN 'gold' WHEN t.spent >= 50 THEN 'silver' ELSE 'none' END AS class,
       RANK() OVER (PARTITION BY t.orders ORDER BY t.spent DESC) AS place,
       LAG(t.spent, 1) OVER (ORDER BY t.customer_id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS before,
       (SELECT MAX(n) FROM days) - 1 AS most,
       ROUND(AVG(t.spent) OVER (), 2) AS mean,
       CAST(strftime('%Y', '2024-01-01') AS INTEGER) AS year
FROM totals AS t
WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = t.customer_id AND NOT o.cents BETWEEN 5 AND 9)
  AND t.customer_id NOT IN (SELECT customer_id FROM orders WHERE cents IS NULL AND customer_id IS NOT NULL)
ORDER BY t.spent DESC, t.name
LIMIT 10 OFFSET 0;
