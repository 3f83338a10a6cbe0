-- Settings, as tables.
SELECT region, (SELECT count(*) FROM pragma_database_list) AS score FROM sales GROUP BY region;
