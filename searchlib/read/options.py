"""How articles are read."""

from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple

from searchlib.errors import UsageError
from searchlib.read.meter import Meter

FIELDS: Final = ("text", "id", "title", "date", "source", "url", "author", "lang")
"""The fields of `searchlib.model.Article` that a record may fill."""


class ReadOptions(NamedTuple):
    """What a caller may decide about reading; the defaults suit a folder of articles to be indexed."""

    map: Mapping[str, str] | None = None
    """Field of the article → name of the column or key that holds it, e.g. ``{"text": "story"}``."""
    mojibake: Literal["mend", "keep"] = "mend"
    """``keep`` leaves every character as given, so that spans count code points of the input."""
    repeated: Literal["report", "keep"] = "report"
    """What becomes of the second article with one id in a run; an index would keep only the last."""
    meter: Meter | None = None
    """Where to note how far files have been read."""


AS_GIVEN: Final = ReadOptions(mojibake="keep", repeated="keep")
"""For those who extract without an index: every article, every character as it stands."""


def refuse_unknown(columns: Mapping[str, str] | None) -> None:
    """Look at what a program named, where `parse_map` looks at what a person did.

    Raises:
        UsageError: a field that no article has.
    """
    for field in columns or ():
        if field not in FIELDS:
            raise UsageError("columns", field, f"a mapping from some of {', '.join(FIELDS)}")


def parse_map(pairs: Iterable[str]) -> dict[str, str]:
    """Give the columns named in *pairs* of the form ``field=column``.

    Raises:
        UsageError: a pair has no ``=``, or names a field that no article has.

    Example:
        >>> parse_map(["text=story", "date=Released on"])
        {'text': 'story', 'date': 'Released on'}
    """
    columns = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if field not in FIELDS or not equals or not column:
            raise UsageError("--map", pair, f"FIELD=COLUMN with FIELD one of {' '.join(FIELDS)}")
        columns[field] = column
    return columns
