"""What is asked less often than a page of hits: a page of quotations, one article, why nothing was found."""

from collections.abc import Callable, Iterator, Sequence

from searchlib.model.answers import Diagnostic
from searchlib.model.articles import Article
from searchlib.model.facts import Date, Facts, Quote
from searchlib.model.record import Record
from searchlib.model.tokens import Span


class Relaxed(Record):
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


class QuoteRow(Record):
    """One quotation that answers a question, with its article."""

    rank: int
    score: float
    id: str
    title: str
    dates: tuple[Date, ...]
    quote: Quote
    marks: tuple[Span, ...]
    """Offsets in ``quote.text``."""


class ArticleView(Record):
    """One article with its facts and, where a query was given, its matches in the raw text."""

    article: Article
    facts: Facts
    marks: tuple[Span, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


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

    def __repr__(self) -> str:
        return f"<QuotePage {self.query!r}: {len(self)} of {self.total} quotations>"

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
