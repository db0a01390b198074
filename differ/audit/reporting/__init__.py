"""The report of an audit: every wording of every answer, with what proves it, in one file to keep or to print."""
