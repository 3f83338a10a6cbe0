WITH RECURSIVE hoard(n, text) AS (
    SELECT 1, hex(zeroblob(100000)) UNION ALL SELECT n + 1, hex(zeroblob(100000)) || n FROM hoard
) SELECT n, text FROM hoard ORDER BY text;
