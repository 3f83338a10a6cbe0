-- Order and spelling of column names are free.
SELECT name AS who, points, mean FROM pupil ORDER BY points DESC;
