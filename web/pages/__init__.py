"""The pages: an address in, what the corpus says of it out; one module a page."""
