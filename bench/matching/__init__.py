"""How well repeated questions are found, beside peers, on labelled questions."""
