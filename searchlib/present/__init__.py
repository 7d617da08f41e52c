"""Here is a page, show it."""
