"""Bounds on one input, so that no file can take the memory or the afternoon. Sizes are bytes after unpacking."""

from typing import Final

MAX_ARTICLE: Final = 8 << 20
"""Characters of one article, wherever it comes from: finding its facts takes about 90 bytes of memory for each."""
MAX_TEXT: Final = 32 << 20
"""A text or Markdown file: ten thousand pages of print."""
MAX_HTML: Final = 8 << 20
"""A saved page; its tree takes about ten times that in memory."""
MAX_TAGS: Final = 30_000
"""Tags of a page up to which its article is told from its furniture; above, all its text is taken."""
MAX_ATTRIBUTES: Final = 2_000
"""Attributes of one tag; libxml2 takes time with the square of them (50,000: 17 s)."""
MAX_ELEMENTS: Final = 500_000
"""Elements of a feed, whose tree takes about a kilobyte for each."""
MAX_PARTS: Final = 1_000
"""Parts of an e-mail, those within parts too."""
MAX_DEPTH: Final = 10
"""Parts within parts; a forwarded message in a signed one of several forms makes four."""
MAX_FIELD: Final = 2_000
"""Characters of a line of the head of an e-mail; the standard library takes time with their square."""
MAX_JSON: Final = 256 << 20
"""A ``.json`` file, which is parsed whole; ``.jsonl`` has no such bound."""
MAX_VALUES: Final = 8_000_000
"""Commas and opening brackets of one JSON value: what they part takes up to 250 bytes for each, however short it is."""
MAX_LINE: Final = 32 << 20
"""One line of JSONL, or one cell or line of a table."""
MAX_RATIO: Final = 200
"""Unpacked size by packed size; news in xz reaches about 10, a zip bomb 1,000 and more."""
FREE_BYTES: Final = 64 << 20
"""Up to here the ratio is not looked at."""
MAX_DIRECTORY: Final = 64 << 20
"""The table of contents of a zip file: some 500,000 members."""
XZ_MEMORY: Final = 256 << 20
"""What an xz stream may ask for; ``xz -9`` asks for 65 MB."""
MAX_REPORTED: Final = 100
"""Bad lines of one file that are reported one by one; the rest are counted."""
CHUNK: Final = 1 << 16
"""Bytes read at once."""
