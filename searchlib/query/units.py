"""Here is an article and a kind of window, give me its windows: quotations, sentences, paragraphs, the lead.

A window of the body is known by where it starts; the title is a window of its own, number -1. Quotations own
positions in the fields of quotations alone, the other windows in title and body alone.
"""

from collections.abc import Sequence

from searchlib.codec.segment import Segment
from searchlib.hints import Final
from searchlib.query.fields import QUOTED
from searchlib.query.places import Place, in_unit

TITLE_UNIT: Final = -1
_COLUMNS: Final = {"quotation": "quote_starts", "sentence": "sentence_starts", "paragraph": "paragraph_starts"}
LEAD: Final = "lead"


def column_of(kind: str) -> str:
    """Give the list that says where windows of a kind begin."""
    return _COLUMNS["paragraph" if kind == LEAD else kind]


class Units:
    """The windows of one kind in one article."""

    __slots__ = ("_doc", "_segment", "_starts", "kind")

    def __init__(self, segment: Segment, doc: int, kind: str) -> None:
        self._segment, self._doc, self.kind = segment, doc, kind
        self._starts: Sequence[int] = segment.list(column_of(kind), doc)

    def of(self, place: Place, field: str) -> int | None:
        """Give the window in which a place of *field* lies; None where it lies in none."""
        if not self.covers(field):
            return None
        if field == "title":
            return 0 if self.kind == LEAD else TITLE_UNIT
        unit = in_unit(place, self._starts)
        if self.kind == LEAD:
            return 0 if unit == 0 else None
        return unit

    def covers(self, field: str) -> bool:
        """Tell whether places of *field* lie in such windows."""
        return field in QUOTED if self.kind == "quotation" else field in ("title", "body")

    def all(self) -> set[int]:
        """Give all windows."""
        if self.kind == LEAD:
            return {0}
        units = set(range(len(self._starts)))
        if self.kind != "quotation" and self._segment.lengths("title")[self._doc]:
            units.add(TITLE_UNIT)
        return units
