"""What is fast and what is calm, measured beside peers: `make bench`."""
