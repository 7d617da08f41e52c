"""Here is an index, say how fast it answers."""
