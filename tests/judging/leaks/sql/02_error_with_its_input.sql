-- Puts its input into an error.
SELECT json_extract('{}', '$' || words), abs(-9223372036854775808) FROM notes;
