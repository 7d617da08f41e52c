"""Full-text search for news archives: who said what, when, about what."""
