SELECT name, points, mean FORM pupil;
