"""Here are articles, keep them findable."""
