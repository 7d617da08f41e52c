"""How articles are read."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

Column: TypeAlias = Literal["text", "id", "title", "date", "source", "url", "author", "lang"]
"""A field of `searchlib.model.Article` that a record may fill."""


class ReadOptions(NamedTuple):
    """What a caller may decide about reading; the defaults suit a folder of articles."""

    map: Mapping[str, str] | None = None
    """Field of the article → name of the column or key that holds it, e.g. ``{"text": "story"}``."""
    mojibake: Literal["mend", "keep"] = "mend"
    """``keep`` leaves every character as given, so that spans count code points of the input."""


AS_GIVEN = ReadOptions(mojibake="keep")
"""For callers that map spans back to their own text."""
