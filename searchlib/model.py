"""The frozen values that pass between the rooms. Names are those of the JSON contract.

Spans are pairs of code point offsets, half open, into the text of the article as given.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple, TypeAlias

Span: TypeAlias = tuple[int, int]
"""Start and end in code points, half open."""


class Article(NamedTuple):
    """One article as it was handed in; only *text* is needed."""

    text: str
    id: str | None = None
    title: str | None = None
    date: str | None = None
    source: str | None = None
    url: str | None = None
    author: str | None = None
    lang: str | None = None
    path: str | None = None


# ── what cleaning gives ──────────────────────────────────────────────────────────────────────


class Boilerplate(NamedTuple):
    """A stretch of the raw text that is no prose: a caption, a menu, a gallery counter."""

    kind: str
    span: Span


class Block(NamedTuple):
    """A paragraph or caption of a `Prose`; offsets count characters of the clean text."""

    kind: str
    start: int
    end: int


class Piece(NamedTuple):
    """*length* characters from *start* of the clean text stand at *raw* in the raw text."""

    start: int
    raw: int
    length: int


class Prose(NamedTuple):
    """Clean text of one article, its blocks, and the way back to the raw text.

    ``text`` holds the blocks joined by one newline; inside a block white space is one blank.
    ``pieces`` ascend and cover every character of ``text`` except the newlines between blocks.
    """

    text: str
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    boilerplate: tuple[Boilerplate, ...]

    def raw_span(self, start: int, end: int) -> Span:
        """Map a clean span to the raw text: from its first character to its last, non-empty spans only.

        Example:
            >>> Prose("a b", (), (Piece(0, 5, 1), Piece(1, 6, 1), Piece(2, 9, 1)), ()).raw_span(0, 3)
            (5, 10)

        Cost: two binary searches over the pieces.
        """
        return self._raw(start), self._raw(end - 1) + 1

    def _raw(self, offset: int) -> int:
        piece = self.pieces[bisect_right(self.pieces, offset, key=attrgetter("start")) - 1]
        return piece.raw + min(offset - piece.start, piece.length - 1)


# ── what extraction gives ────────────────────────────────────────────────────────────────────


class Title(NamedTuple):
    """A headline; ``derived`` when the text has none and its first sentence stands in."""

    text: str
    span: Span | None
    derived: bool = False


class Dateline(NamedTuple):
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
    """How the speaker was resolved: full name, surname, title, role, pronoun."""


class Topic(NamedTuple):
    """An IPTC Media Topic and the words that speak for it."""

    code: str
    label: str
    score: float
    evidence: tuple[Span, ...]


class Facts(NamedTuple):
    """Everything that extraction found in one article."""

    title: Title | None
    dateline: Dateline | None
    dates: tuple[Date, ...]
    persons: tuple[Person, ...]
    quotes: tuple[Quote, ...]
    topics: tuple[Topic, ...]
    boilerplate: tuple[Boilerplate, ...]
    lang: str | None = None


# ── what the index holds ─────────────────────────────────────────────────────────────────────


class Tokens(NamedTuple):
    """The tokens of one text as columns of equal length, in order of position.

    Several tokens may share a position (``I-Checkit`` is ``i``, ``checkit`` and ``icheckit``).
    """

    terms: list[str]
    """What is indexed: folded, and stemmed where the field stems."""
    forms: list[str]
    """The folded surface form before stemming."""
    positions: list[int]
    starts: list[int]
    ends: list[int]


class Document(NamedTuple):
    """One article as the codec stores it: fields of tokens, plain terms, columns, stored values."""

    tokens: dict[str, Tokens]
    """Text fields: terms with their positions."""
    terms: dict[str, list[bytes]]
    """Fields without positions: each term once."""
    numbers: dict[str, int]
    """One signed 64 bit integer a column; a missing key is a missing value."""
    labels: dict[str, list[str]]
    """Facet columns: any number of strings."""
    lists: dict[str, list[int]]
    """Columns of unsigned 32 bit integers, any number a document."""
    stored: dict[str, str]


# ── what a question gives ────────────────────────────────────────────────────────────────────


class Diagnostic(NamedTuple):
    """What was not understood as typed; offsets count code points of the query."""

    level: str
    """info, warning or error."""
    message: str
    start: int
    end: int
    hint: str = ""


class Snippet(NamedTuple):
    """A verbatim slice of a field; ``start`` is its offset there, marks are offsets in ``text``."""

    field: str
    start: int
    text: str
    marks: tuple[Span, ...]


class HitQuote(NamedTuple):
    """A quotation that matched, with its matches marked."""

    speaker: str | None
    text: str
    marks: tuple[Span, ...]


class TopicLabel(NamedTuple):
    """A topic without its evidence."""

    code: str
    label: str


class Hit(NamedTuple):
    """One article that answers a question."""

    rank: int
    score: float
    id: str
    title: str
    path: str | None
    dates: tuple[Date, ...]
    speakers: tuple[str, ...]
    topics: tuple[TopicLabel, ...]
    snippets: tuple[Snippet, ...]
    quotes: tuple[HitQuote, ...]
    title_derived: bool = False
    explanation: str = ""


class QuoteRow(NamedTuple):
    """One quotation that answers a question, with its article."""

    rank: int
    score: float
    id: str
    title: str
    dates: tuple[Date, ...]
    quote: Quote
    marks: tuple[Span, ...]
    """Offsets in ``quote.text``."""


Facets: TypeAlias = dict[str, list[tuple[str, int]]]
"""Field → values with the number of articles, most frequent first, then by value."""


class Page:
    """Hits of one question: a sequence of `Hit`, with the exact total and what was not understood."""

    __slots__ = ("diagnostics", "facets", "hits", "next", "query", "took_ms", "total")

    def __init__(
        self,
        query: str,
        hits: Sequence[Hit],
        *,
        total: int,
        took_ms: float,
        diagnostics: tuple[Diagnostic, ...] = (),
        next: str | None = None,
        facets: Facets | None = None,
    ) -> None:
        self.query, self.hits, self.total, self.took_ms = query, hits, total, took_ms
        self.diagnostics, self.next, self.facets = diagnostics, next, facets or {}

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    def __getitem__(self, place: int) -> Hit:
        return self.hits[place]


class QuotePage:
    """Quotations of one question: a sequence of `QuoteRow`."""

    __slots__ = ("diagnostics", "next", "query", "rows", "took_ms", "total")

    def __init__(
        self,
        query: str,
        rows: Sequence[QuoteRow],
        *,
        total: int,
        took_ms: float,
        diagnostics: tuple[Diagnostic, ...] = (),
        next: str | None = None,
    ) -> None:
        self.query, self.rows, self.total, self.took_ms = query, rows, total, took_ms
        self.diagnostics, self.next = diagnostics, next

    def __iter__(self) -> Iterator[QuoteRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: int) -> QuoteRow:
        return self.rows[place]


class Bucket(NamedTuple):
    """A stretch of a timeline; ``start`` is ISO: 2015, 2015-11 or 2015-11-02."""

    start: str
    count: int  # type: ignore[assignment]  # the contract names it so; tuple.count is not missed


class Timeline(NamedTuple):
    """Articles over time; those whose date is unknown or wider than a bucket are in ``undated``."""

    buckets: tuple[Bucket, ...]
    undated: int
    diagnostics: tuple[Diagnostic, ...] = ()


class Values(NamedTuple):
    """Articles by the values of one field, most frequent first."""

    field: str
    values: tuple[tuple[str, int], ...]
    diagnostics: tuple[Diagnostic, ...] = ()


# ── what indexing and checking report ────────────────────────────────────────────────────────


class Failure(NamedTuple):
    """An input that could not be taken in, and why."""

    path: str
    reason: str


class Report(NamedTuple):
    """What adding or removing did, in articles."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    duplicates: int = 0
    """Of the added and updated: same text and facts as another article; counted once in answers."""
    quotes: int = 0
    speakers: int = 0
    failed: tuple[Failure, ...] = ()


class Stats(NamedTuple):
    """The state of an archive."""

    path: str
    generation: int
    articles: int
    duplicates: int
    quotes: int
    speakers: int
    dated: int
    segments: int
    bytes: int
    earliest: str | None
    latest: str | None
    kernel: str


class Check(NamedTuple):
    """The outcome of verifying an index: ``problems`` is empty where all is well."""

    files: int
    bytes: int
    articles: int
    problems: tuple[Failure, ...]
