"""Two questions held against each other: what stands for what, what stands against it, and why."""
