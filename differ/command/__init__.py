"""The verbs of the command `nota`."""
