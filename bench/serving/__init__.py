"""The pages as they are served: a corpus, a server in a process of its own, and clients that ask it."""
