"""What is shown of a hit beyond its title."""

from searchlib.hints import Protocol
from searchlib.model.facts import Date
from searchlib.model.record import Record
from searchlib.model.tokens import Span


class Snippet(Record):
    """A verbatim slice of a field; ``start`` is its offset there, marks are offsets in ``text``."""

    field: str
    start: int
    text: str
    marks: tuple[Span, ...]


class HitQuote(Record):
    """A quotation that matched, with its matches marked."""

    speaker: str | None
    text: str
    marks: tuple[Span, ...]


class TopicLabel(Record):
    """A topic without its evidence."""

    code: str
    label: str


class HitDetails(Record):
    """What of a hit costs something to know."""

    dates: tuple[Date, ...] = ()
    speakers: tuple[str, ...] = ()
    topics: tuple[TopicLabel, ...] = ()
    quotes: tuple[HitQuote, ...] = ()
    title_derived: bool = False
    explanation: str = ""


class HitSource(Protocol):
    """Where a hit is read from when it is looked at."""

    def kept(self, name: str) -> str:
        """Give the stored id, title or path, "" where there is none."""

    def snippets(self) -> tuple[Snippet, ...]:
        """Choose the best places."""

    def details(self) -> HitDetails:
        """Work out what costs something to know."""

    def folded(self) -> int:
        """Count the articles that have no row because this one has."""
