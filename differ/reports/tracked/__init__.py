"""A comparison as a DOCX with real tracked changes: the left text, which becomes the right when all are accepted."""
