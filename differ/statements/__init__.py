"""What a text states that a reader must not miss: figures, dates, names, references."""
