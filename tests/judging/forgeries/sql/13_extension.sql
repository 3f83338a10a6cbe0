-- An extension, and the tokenizer whose address could be one.
SELECT load_extension('./frame'), fts3_tokenizer('simple', x'41414141');
