"""What a search gives: a page of hits, and what was not understood."""

from collections.abc import Callable, Iterator, Sequence

from searchlib.hints import TYPE_CHECKING, TypeAlias
from searchlib.model.record import Record

if TYPE_CHECKING:
    from searchlib.model.details import HitDetails, HitQuote, HitSource, Snippet, TopicLabel
    from searchlib.model.facts import Date
    from searchlib.model.views import Relaxed

Facets: TypeAlias = dict[str, list[tuple[str, int]]]
"""Field → values with the number of articles, most frequent first, then by value."""


class Diagnostic(Record):
    """What was not understood as typed; offsets count code points of the query."""

    level: str
    """info, warning or error."""
    message: str
    start: int
    end: int
    hint: str = ""


class Hit:
    """One article that answers a question. It is read when it is looked at, its details worked out once."""

    __slots__ = ("_details", "_snippets", "_source", "rank", "score")

    _fields = (
        *("rank", "score", "id", "title", "path", "dates", "speakers", "topics", "snippets", "quotes"),
        *("title_derived", "explanation", "folded"),
    )
    """In the order of the contract."""

    def __init__(self, rank: int, score: float, source: "HitSource") -> None:
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
    def details(self) -> "HitDetails":
        """All that the facts of the article say, together."""
        if self._details is None:
            self._details = self._source.details()
        return self._details

    @property
    def dates(self) -> "tuple[Date, ...]":
        """Every date of the article."""
        return self.details.dates

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who is quoted, in order of appearance."""
        return self.details.speakers

    @property
    def topics(self) -> "tuple[TopicLabel, ...]":
        """What it is about, most certain first."""
        return self.details.topics

    @property
    def snippets(self) -> "tuple[Snippet, ...]":
        """The best places, with what matched."""
        if self._snippets is None:
            self._snippets = self._source.snippets()
        return self._snippets

    @property
    def quotes(self) -> "tuple[HitQuote, ...]":
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


class Page:
    """Hits of one question: a sequence of `Hit`, with the exact total and what was not understood."""

    __slots__ = (
        "_diagnostics",
        "_doubts",
        "_folded",
        "_next",
        "facets",
        "hits",
        "query",
        "relaxed",
        "took_ms",
        "total",
    )

    def __init__(
        self,
        query: str,
        hits: Sequence[Hit],
        *,
        total: int,
        took_ms: float,
        diagnostics: tuple[Diagnostic, ...] = (),
        doubts: Callable[[], tuple[Diagnostic, ...]] | None = None,
        next: Callable[[], str | None] | None = None,
        facets: Facets | None = None,
        folded: Callable[[], int] | None = None,
        relaxed: "Relaxed | None" = None,
    ) -> None:
        self.query, self.hits, self.total, self.took_ms = query, hits, total, took_ms
        self._diagnostics, self._doubts, self.facets = diagnostics, doubts, facets or {}
        self._next, self._folded, self.relaxed = next, folded, relaxed

    def __repr__(self) -> str:
        return f"<Page {self.query!r}: {len(self)} of {self.total} articles>"

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was not understood as typed; of a query with hardly a hit, also what may have been meant."""
        if self._doubts is not None:
            self._diagnostics, self._doubts = (*self._diagnostics, *self._doubts()), None
        return self._diagnostics

    @diagnostics.setter
    def diagnostics(self, said: tuple[Diagnostic, ...]) -> None:
        self._diagnostics, self._doubts = said, None

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
