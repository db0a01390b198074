"""Is a corpus sound and untampered, and how is that shown to somebody else? Nothing git says of itself is trusted."""
