SELECT name, COALESCE(points, 0), mean FROM pupil;
