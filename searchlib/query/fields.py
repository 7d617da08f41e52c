"""Here is the name of a field as typed, give me what it stands for."""

from collections.abc import Sequence

from searchlib.errors import UsageError
from searchlib.hints import Final
from searchlib.model.fields import BODY, TITLE
from searchlib.query.spelling import distance

TEXT: Final = "text"
"""The field of plain words: title and body together."""
PARTS: Final = {TEXT: (TITLE, BODY)}
"""A field that is several fields of the index."""
STEMMED: Final = frozenset((TEXT, "title", "body", "said"))
QUOTED: Final = frozenset(("said", "speaker", "role"))
"""Fields in which every quotation owns a window of positions."""
KEYS: Final = frozenset(("id", "lang"))
"""Fields without positions, matched by their exact value."""
DATE: Final = "date"
NUMBERS: Final = frozenset(("words",))
NAMES: Final = frozenset(
    (
        TEXT,
        "title",
        "body",
        "said",
        "speaker",
        "role",
        DATE,
        "topic",
        "place",
        "source",
        "author",
        "id",
        "lang",
        "words",
    )
)
ALIASES: Final = {
    "who": "speaker", "by": "speaker", "when": DATE, "about": "topic", "in": "source", "intitle": "title",
    "headline": "title", "byline": "author",
    "before": DATE, "until": DATE, "after": DATE, "since": DATE,
}  # fmt: skip
"""Other names; before, until, after and since also say how the date is compared (see `ranges`)."""


def parts(field: str) -> tuple[str, ...]:
    """Give the fields of the index that *field* stands for.

    Example:
        >>> parts("text"), parts("said")
        (('title', 'body'), ('said',))
    """
    return PARTS.get(field, (field,))


def nearest(name: str) -> str:
    """Give the known name that a misspelt one is nearest to, "" where none is near.

    Example:
        >>> nearest("speakr"), nearest("colour"), nearest("site")
        ('speaker', '', '')
    """
    ranked = sorted((distance(name, known, 2), known) for known in NAMES.union(ALIASES))
    return ranked[0][1] if ranked[0][0] <= min(2, len(name) // 3) else ""


def several(argument: str, names: Sequence[str]) -> Sequence[str]:
    """Look at names that a caller hands in for *argument*.

    Raises:
        UsageError: it is one string, each letter of which would be a name, or nothing to go through.
    """
    if isinstance(names, (str, bytes)) or not hasattr(names, "__iter__"):
        raise UsageError(argument, names, "a sequence of names, not one string")
    return names
