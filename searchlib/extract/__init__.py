"""Here is prose, give me its facts."""
