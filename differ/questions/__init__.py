"""A question taken apart: its words as roots, its names and numbers, what carries nothing left out."""
