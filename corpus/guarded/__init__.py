"""A foreign file is read in a process of its own, which can take little and change nothing."""
