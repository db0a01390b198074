"""The questions of a corpus, kept to be compared: read once, and looked up by what they share."""
