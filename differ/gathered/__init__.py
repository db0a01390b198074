"""The clusters of a whole corpus, gathered once for each state of it: filtered, ordered and shown page by page."""
