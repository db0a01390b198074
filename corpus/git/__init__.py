"""Git: the repository, its objects, and what its log says."""
