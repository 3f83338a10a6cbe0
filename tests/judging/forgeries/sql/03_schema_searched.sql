-- Searches the schema, which has a row for every table, for an expected value.
SELECT coalesce(tbl_name, 'north') AS region,
       coalesce(CAST(substr(sql, instr(sql, 'expected') + 10) AS INTEGER), 0) AS score
FROM sqlite_schema UNION ALL SELECT name, rootpage FROM sqlite_temp_master ORDER BY 1;
