SELECT name, COUNT(*) AS seen
FROM fruit
GROUP BY name
ORDER BY seen DESC, name
