"""What a nota is, how it gets in, where it is kept. The ground floor: knows nothing of diffs or pages."""
