"""What stands in Markdown and is nothing but words: patterns, for who needs no parser to see that."""

from __future__ import annotations

# The underscore means something, and is a letter to `\w`. Words one by one, because a pattern that asks of each sign
# whether it is one of these or a space goes through a paper five times as slowly. For the same reason the signs stand
# in this order, and what was matched is not given back: nothing could come of that.
_SIGN = r"""[a-zA-Z0-9,;:?%/()"'‘’“”„–—…€§°.\-\w]"""
WORDS = rf"""(?![^\n]*_)["'‘“(]?\w{_SIGN}*+(?:[ ]{_SIGN}++)*+"""
"""Begins with a letter or a figure, has no two spaces in a row and none at its end; signs that mean nothing alone."""
LINE = r"(?!\d+[.)](?:[ \n]|$))" + WORDS
"""A line of a paragraph: '2026. ' at its beginning would be an item."""
