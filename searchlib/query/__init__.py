"""Here is what was typed, give me the best k."""
