"""Here is Whoosh, give it the schema of our articles; and make sure that it is the Whoosh we are built on."""

import whoosh
from whoosh.fields import DATETIME, ID, NUMERIC, TEXT, Schema

from searchlib.analyse.whoosh_analyser import SearchlibAnalyzer
from searchlib.errors import WhooshMismatch

WHOOSH = (3, 54)
WHOOSH_RANGE = ">=3.54,<3.55"

STEMMED = ("title", "body", "said")
PLAIN = ("speaker", "role", "topic", "place", "source", "author")


def article_schema() -> Schema:
    """Give the schema that Whoosh keeps in its table of contents.

    Raises:
        WhooshMismatch: the package imported as ``whoosh`` is not whoosh3 of the range we are built on.

    Example:
        >>> article_schema().names()[:3]
        ['author', 'body', 'date']
    """
    check_whoosh()
    return Schema(
        id=ID(unique=True, stored=True),
        lang=ID(stored=False),
        date=DATETIME(sortable=True),
        words=NUMERIC(int, bits=64, shift_step=8, sortable=True),
        **{name: TEXT(SearchlibAnalyzer(stem=True), stored=name == "title") for name in STEMMED},
        **{name: TEXT(SearchlibAnalyzer(stem=False)) for name in PLAIN},
    )


def check_whoosh() -> None:
    """Refuse a Whoosh that is not ours: the old Whoosh 2.7 installs itself over whoosh3 without a word.

    Raises:
        WhooshMismatch: it is another one.
    """
    version = tuple(getattr(whoosh, "__version__", ()))
    if version[:2] != WHOOSH:
        raise WhooshMismatch(".".join(map(str, version)) or "of no version", WHOOSH_RANGE)
