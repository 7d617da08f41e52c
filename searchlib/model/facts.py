"""What extraction finds in an article. A fact carries its span in the raw text, or it is absent."""

from searchlib.hints import NamedTuple
from searchlib.model.articles import Article, Boilerplate
from searchlib.model.record import Record
from searchlib.model.tokens import Span


class Title(Record):
    """A headline; ``derived`` when the text has none and its first sentence stands in."""

    text: str
    span: Span | None
    derived: bool = False


class Dateline(Record):
    """The place in front of a story, e.g. ``KIGALI, Rwanda``."""

    place: str
    span: Span


class Date(NamedTuple):
    """A date as an interval of days, with its precision and where it comes from.

    ``earliest`` and ``latest`` are ISO days, both None where the year is unknown; then
    ``pattern`` may say month and day, e.g. ``--11-02/--11-05``. A year is never invented.
    """

    kind: str
    """published, event or mentioned."""
    text: str
    span: Span | None
    earliest: str | None
    latest: str | None
    pattern: str | None
    precision: str
    """day, month, year or none."""
    provenance: str
    """metadata, hint, url, dateline, text:full, text:range, text:weekday, text:relative …"""
    candidates: tuple[str, ...] = ()
    confidence: float = 1.0


class Person(NamedTuple):
    """A person of one article and every place where it is mentioned."""

    name: str
    role: str | None
    mentions: tuple[Span, ...]
    role_span: Span | None = None


class Quote(NamedTuple):
    """Words said, who said them, and the evidence."""

    speaker: str | None
    speaker_span: Span | None
    role: str | None
    role_span: Span | None
    cue: str | None
    cue_span: Span | None
    type: str
    """direct, indirect or mixed."""
    spans: tuple[Span, ...]
    text: str
    confidence: float
    pattern: str
    how: str | None = None
    """How the speaker was resolved: full name, surname, given name, title, role, description, pronoun, organisation."""


class Topic(NamedTuple):
    """An IPTC Media Topic and the words that speak for it."""

    code: str
    label: str
    score: float
    evidence: tuple[Span, ...]


class Facts(Record):
    """Everything that extraction found in one article."""

    title: Title | None
    dateline: Dateline | None
    dates: tuple[Date, ...]
    persons: tuple[Person, ...]
    quotes: tuple[Quote, ...]
    topics: tuple[Topic, ...]
    boilerplate: tuple[Boilerplate, ...]
    lang: str | None = None


class Stored(Record):
    """One article as it is kept, with its facts."""

    article: Article
    facts: Facts
