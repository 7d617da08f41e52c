"""Here is what was typed, give me its tree and what was not understood.

The parser is total: any string gives a tree, nothing raises, and every piece that was dropped or read otherwise
than typed has a diagnostic that points at it.
"""

from searchlib.hints import TYPE_CHECKING, Final, cast
from searchlib.model import Diagnostic
from searchlib.model.record import Record
from searchlib.query.fields import TEXT
from searchlib.query.nodes import Every, Node, Nothing
from searchlib.query.plain_words import plain_words

if TYPE_CHECKING:
    from datetime import date

TODAY: Final = "today"
"""In the place of a day: the one on which a date is read that counts from it."""


class ParseOptions(Record):
    """How a query is read."""

    operator: str = "and"
    """What words side by side mean: and, or."""
    now: "date | str | None" = None
    """The day that relative dates count from, or `TODAY`; without it they are not understood."""
    field: str = TEXT
    """The field of plain words; ``said`` where quotations are looked for."""

    def day(self) -> "date | None":
        """Give the day that relative dates count from."""
        from datetime import date  # noqa: PLC0415  # few queries have a date

        return date.today() if self.now == TODAY else cast("date | None", self.now)


class Parsed(Record):
    """A tree, and what was not understood as typed."""

    node: Node
    diagnostics: tuple[Diagnostic, ...]


_AS_USUAL: Final = ParseOptions()


def parse(text: str, *, options: ParseOptions = _AS_USUAL) -> Parsed:
    """Read a query.

    Args:
        text: Any string.
        options: How it is read.

    Returns:
        The tree and the diagnostics in order of place. An empty query asks for every article, one of which
        nothing was understood for none.

    Raises:
        Nothing.

    Example:
        >>> parse("te?t").node
        Wildcard(field='text', pattern='te?t', span=(0, 4))
        >>> parse("speakr:kagame").diagnostics[0]
        Diagnostic(level='warning', message='unknown field: speakr', start=0, end=7, hint='did you mean speaker?')

    Cost: linear in the text; about 20 us for five words.
    """
    if not text or text.isspace():
        return Parsed(Every((0, len(text))), ())
    plain = plain_words(text, options.operator, options.field)
    if plain is not None:
        return Parsed(plain, ())
    from searchlib.query.reader import Reader  # noqa: PLC0415  # nearly all queries are plain words

    reader = Reader(text, options)
    node = reader.read()
    return Parsed(node if node is not None else Nothing((0, len(text))), reader.notes.all())
