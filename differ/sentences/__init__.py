"""Which sentence became which, in its place or elsewhere, and which of its words changed."""
