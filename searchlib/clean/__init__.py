"""Here is a raw article, give me its prose."""
