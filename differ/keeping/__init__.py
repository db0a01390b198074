"""What took long to find, kept beside what it was made of."""
