"""Searching the questions and answers of a corpus: SQLite FTS5, over words as Dutch forms them."""
