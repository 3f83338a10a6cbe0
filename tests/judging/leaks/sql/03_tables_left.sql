-- Looks for tables that another test made.
SELECT sql FROM sqlite_schema UNION ALL SELECT words FROM notes
UNION ALL SELECT sql FROM sqlite_temp_schema;
