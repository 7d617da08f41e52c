"""Here is Whoosh, give it the schema of our articles; and make sure that it is the Whoosh we are built on."""

import whoosh
from whoosh.fields import DATETIME, ID, NUMERIC, STORED, TEXT, Schema

from searchlib.analyse.whoosh_analyser import SearchlibAnalyzer
from searchlib.errors import WhooshMismatch

WHOOSH = (3, 54)
WHOOSH_RANGE = ">=3.54,<3.55"

STEMMED = ("title", "body", "said")
GIVEN = ("source", "author")
"""Plain fields that are handed in with an article; the others are found in it."""
KEPT = ("path", "meta", "facts", "hint")
PLAIN = ("speaker", "role", "topic", "place", "source", "author")


def article_schema() -> Schema:
    """Give the schema that Whoosh keeps in its table of contents.

    All that an article consists of is stored: so a stock writer that merges our segments into its own loses nothing,
    and what it adds can be taken in (see `indexing.absorb`).

    Raises:
        WhooshMismatch: the package imported as ``whoosh`` is not whoosh3 of the range we are built on.

    Example:
        >>> article_schema().names()[:3]
        ['author', 'body', 'date']
    """
    check_whoosh()
    return Schema(
        id=ID(unique=True, stored=True),
        lang=ID(stored=True),
        date=DATETIME(sortable=True, stored=True),
        words=NUMERIC(int, bits=64, shift_step=8, sortable=True),
        **{name: TEXT(SearchlibAnalyzer(stem=True), stored=name != "said") for name in STEMMED},
        **{name: TEXT(SearchlibAnalyzer(stem=False), stored=name in GIVEN) for name in PLAIN},
        **dict.fromkeys(KEPT, STORED),
    )


def check_whoosh() -> None:
    """Refuse a Whoosh that is not ours: the old Whoosh 2.7 installs itself over whoosh3 without a word.

    Raises:
        WhooshMismatch: it is another one.
    """
    version = tuple(getattr(whoosh, "__version__", ()))
    if version[:2] != WHOOSH:
        raise WhooshMismatch(".".join(map(str, version)) or "of no version", WHOOSH_RANGE)
