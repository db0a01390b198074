"""The conventions of these papers: where questions and answers open, what belongs to which, what is around them."""
