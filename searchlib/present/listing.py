"""Here are rows of the program's own - settings, saved searches, history -, give me a value that can be shown."""

from searchlib.hints import TypeAlias
from searchlib.model.record import Record

Field: TypeAlias = "str | int | float | bool | None"


class Listing(Record):
    """Rows under names. In JSON they are the array *kind* of objects."""

    kind: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Field, ...], ...]
    prose: tuple[str, ...] = ()
    """Columns that nobody copies: they may be broken where the screen is narrow."""
