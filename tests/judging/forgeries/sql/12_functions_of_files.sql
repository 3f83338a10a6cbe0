-- Functions that read and write files where a shell offers them.
SELECT region, length(readfile('frame')) + length(writefile('x', 'y')) AS score
FROM sales GROUP BY region;
