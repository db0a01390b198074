"""What stands in Markdown and is nothing but words: patterns, for who needs no parser to see that."""

from __future__ import annotations

WORDS = r"""["'‘“(]?[^\W_](?:[^\W_]|[,;:?%/()"'‘’“”„–—…€§°.\-]|[ ](?![ ]))*(?<![ ])"""
"""Begins with a letter or a figure, has no two spaces in a row and none at its end; signs that mean nothing alone."""
LINE = r"(?!\d+[.)](?:[ \n]|$))" + WORDS
"""A line of a paragraph: '2026. ' at its beginning would be an item."""
