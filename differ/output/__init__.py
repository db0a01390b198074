"""What was found, as lines for a terminal, as tables and as JSON."""
