SELECT name, score, mean FROM pupil;
