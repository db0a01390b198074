"""Which question of one text became which of another."""
