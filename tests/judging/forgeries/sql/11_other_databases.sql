-- Another file as a database.
ATTACH '../frame' AS other;
