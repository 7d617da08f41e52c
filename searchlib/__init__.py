"""Full-text search for news archives: who said what, when, about what.

Example:
    >>> from searchlib import Archive, Article
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, Archive.create(folder) as archive:
    ...     report = archive.add([Article("“No country can do it alone,” Paul Kagame said.", id="a")])
    ...     [(row.quote.speaker, row.quote.text) for row in archive.quotes("country")]
    [('Paul Kagame', '“No country can do it alone,”')]

What stands here is loaded when it is first asked for: the program, which goes through this package too, asks for none.
"""

from searchlib.hints import TYPE_CHECKING, Final
from searchlib.late import load

if TYPE_CHECKING:
    from searchlib.archive import Archive
    from searchlib.archive.telling import extract_facts, train_topics
    from searchlib.errors import (
        ArchiveClosed,
        ArchiveError,
        ArticleMissing,
        IndexDamaged,
        IndexLocked,
        IndexMissing,
        IndexUnreadable,
        IndexUnwritable,
        QueryError,
        ReadError,
        SchemaMismatch,
        SearchError,
        UsageError,
        WhooshMismatch,
        WhooshWrote,
        WorkerLost,
    )
    from searchlib.model import (
        Article,
        ArticleView,
        Check,
        Date,
        Diagnostic,
        Facts,
        Failure,
        Hit,
        Page,
        Person,
        Progress,
        Quote,
        QuotePage,
        QuoteRow,
        Report,
        Snippet,
        Stats,
        Stored,
        Timeline,
        Topic,
        Training,
        Upkeep,
        Values,
    )

__version__ = "0.1.0"

__all__ = [
    "Archive",
    "extract_facts",
    "train_topics",
    "Article",
    "ArticleView",
    "Check",
    "Date",
    "Diagnostic",
    "Facts",
    "Failure",
    "Hit",
    "Page",
    "Person",
    "Progress",
    "Quote",
    "QuotePage",
    "QuoteRow",
    "Report",
    "Snippet",
    "Stats",
    "Stored",
    "Timeline",
    "Topic",
    "Training",
    "Upkeep",
    "Values",
    "SearchError",
    "ArchiveError",
    "ArchiveClosed",
    "ArticleMissing",
    "IndexDamaged",
    "IndexLocked",
    "IndexMissing",
    "IndexUnreadable",
    "IndexUnwritable",
    "QueryError",
    "ReadError",
    "SchemaMismatch",
    "UsageError",
    "WhooshMismatch",
    "WhooshWrote",
    "WorkerLost",
]

_ROOMS: Final = ("errors", "model", "archive", "archive.telling")
"""Where these names live, the cheapest to load first."""

if not TYPE_CHECKING:  # a module with __getattr__ has every name, for a type checker

    def __getattr__(name: str) -> object:
        """Load what is asked for."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        modules = (load(f"{__name__}.{room}") for room in _ROOMS)
        return next(getattr(module, name) for module in modules if hasattr(module, name))


def __dir__() -> list[str]:
    return [*globals(), *__all__]
