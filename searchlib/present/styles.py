"""The styles of the screen: the sixteen colours that the user's own theme defines, never fixed ones."""

MARK = "bold red"
"""What matched; red is legible on dark and on light, and bold survives where colours are off."""
TITLE = "bold"
DERIVED = "italic"
"""A title that the text does not have: its first sentence stands in."""
SPEAKER = "bold magenta"
DATE = "green"
TOPIC = "cyan"
FAINT = "dim"
BAR = "blue"
HEADING = "bold underline"
LEVELS = {"error": "bold red", "warning": "bold yellow", "info": "bold blue"}

WIDEST = 110
"""Columns: longer lines of prose are not read."""
