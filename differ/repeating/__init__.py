"""Which questions on a shelf repeat, from a hundred to a million: sifted, judged, and put in groups."""
