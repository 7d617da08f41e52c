"""What a question gives: pages of hits and quotations, counts, and what was not understood."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from searchlib.model.articles import Article, Span
from searchlib.model.facts import Date, Facts, Quote

Facets: TypeAlias = dict[str, list[tuple[str, int]]]
"""Field → values with the number of articles, most frequent first, then by value."""


class Diagnostic(NamedTuple):
    """What was not understood as typed; offsets count code points of the query."""

    level: str
    """info, warning or error."""
    message: str
    start: int
    end: int
    hint: str = ""


class Relaxed(NamedTuple):
    """A query that has hits, made of one that has none."""

    query: str
    articles: int
    """How many it finds, under the filters that are left."""
    without: tuple[str, ...] = ()
    """What the filters beside the query are about that had to go, too: date, topic, speaker."""

    @property
    def hint(self) -> str:
        """What a diagnostic says of it."""
        return f"ask for: {self.query}"


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


class HitDetails(NamedTuple):
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


class Hit:
    """One article that answers a question. It is read when it is looked at, its details worked out once."""

    __slots__ = ("_details", "_snippets", "_source", "rank", "score")

    _fields = (
        *("rank", "score", "id", "title", "path", "dates", "speakers", "topics", "snippets", "quotes"),
        *("title_derived", "explanation", "folded"),
    )
    """In the order of the contract."""

    def __init__(self, rank: int, score: float, source: HitSource) -> None:
        self.rank, self.score, self._source = rank, score, source
        self._snippets: tuple[Snippet, ...] | None = None
        self._details: HitDetails | None = None

    def __repr__(self) -> str:
        return f"<Hit {self.rank}: {self.title!r}, {self.score:.3f}>"

    @property
    def id(self) -> str:
        """What it is called by."""
        return self._source.kept("id")

    @property
    def title(self) -> str:
        """Its headline, or its first sentence."""
        return self._source.kept("title")

    @property
    def path(self) -> str | None:
        """Where it was found."""
        return self._source.kept("path") or None

    @property
    def details(self) -> HitDetails:
        """All that the facts of the article say, together."""
        if self._details is None:
            self._details = self._source.details()
        return self._details

    @property
    def dates(self) -> tuple[Date, ...]:
        """Every date of the article."""
        return self.details.dates

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who is quoted, in order of appearance."""
        return self.details.speakers

    @property
    def topics(self) -> tuple[TopicLabel, ...]:
        """What it is about, most certain first."""
        return self.details.topics

    @property
    def snippets(self) -> tuple[Snippet, ...]:
        """The best places, with what matched."""
        if self._snippets is None:
            self._snippets = self._source.snippets()
        return self._snippets

    @property
    def quotes(self) -> tuple[HitQuote, ...]:
        """Quotations that matched."""
        return self.details.quotes

    @property
    def title_derived(self) -> bool:
        """Whether the title is the first sentence, for want of a headline."""
        return self.details.title_derived

    @property
    def explanation(self) -> str:
        """Why the hit is where it is, where that was asked for."""
        return self.details.explanation

    @property
    def folded(self) -> int:
        """How many other articles that match nearly repeat this one; they have no row of their own."""
        return self._source.folded()


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


class ArticleView(NamedTuple):
    """One article with its facts and, where a query was given, its matches in the raw text."""

    article: Article
    facts: Facts
    marks: tuple[Span, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


class Page:
    """Hits of one question: a sequence of `Hit`, with the exact total and what was not understood."""

    __slots__ = ("_folded", "_next", "diagnostics", "facets", "hits", "query", "relaxed", "took_ms", "total")

    def __init__(
        self,
        query: str,
        hits: Sequence[Hit],
        *,
        total: int,
        took_ms: float,
        diagnostics: tuple[Diagnostic, ...] = (),
        next: Callable[[], str | None] | None = None,
        facets: Facets | None = None,
        folded: Callable[[], int] | None = None,
        relaxed: Relaxed | None = None,
    ) -> None:
        self.query, self.hits, self.total, self.took_ms = query, hits, total, took_ms
        self.diagnostics, self.facets = diagnostics, facets or {}
        self._next, self._folded, self.relaxed = next, folded, relaxed

    @property
    def next(self) -> str | None:
        """The cursor of the next page; None where nothing follows."""
        return self._next() if self._next is not None else None

    @property
    def folded(self) -> int:
        """How many of all articles that match have no row: they nearly repeat one that has."""
        return self._folded() if self._folded is not None else 0

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    def __getitem__(self, place: int) -> Hit:
        return self.hits[place]


class QuotePage:
    """Quotations of one question: a sequence of `QuoteRow`."""

    __slots__ = ("_next", "diagnostics", "query", "relaxed", "rows", "took_ms", "total")

    def __init__(
        self,
        query: str,
        rows: Sequence[QuoteRow],
        *,
        total: int,
        took_ms: float,
        diagnostics: tuple[Diagnostic, ...] = (),
        next: Callable[[], str | None] | None = None,
        relaxed: Relaxed | None = None,
    ) -> None:
        self.query, self.rows, self.total, self.took_ms = query, rows, total, took_ms
        self.diagnostics, self.relaxed, self._next = diagnostics, relaxed, next

    @property
    def next(self) -> str | None:
        """The cursor of the next page; None where nothing follows."""
        return self._next() if self._next is not None else None

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


class Total(NamedTuple):
    """How many answers a question has, without the answers."""

    query: str
    total: int
    diagnostics: tuple[Diagnostic, ...] = ()
