-- NULL, blobs, texts and reals where numbers are expected.
SELECT region, NULL AS score FROM sales GROUP BY region ORDER BY region;
