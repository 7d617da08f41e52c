"""Here is a path, give me raw articles."""
