SELECT length(printf('%.*c', 999999999, 'x')), length(printf('%.*c', 999999998, 'y')) FROM sales;
