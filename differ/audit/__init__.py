"""The audit: every wording of every answer, since when it stands, and how anyone can prove it."""
