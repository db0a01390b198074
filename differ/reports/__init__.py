"""A comparison written down for people: HTML, Markdown, DOCX."""
