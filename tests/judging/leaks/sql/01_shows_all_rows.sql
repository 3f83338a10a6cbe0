-- Shows every row, and raises one as an error of its own.
SELECT words, CAST(words AS INTEGER), json(words) FROM notes;
