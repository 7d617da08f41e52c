"""Full-text search for news archives: who said what, when, about what.

Example:
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, Archive.create(folder) as archive:
    ...     report = archive.add([Article("“No country can do it alone,” Paul Kagame said.", id="a")])
    ...     [(row.quote.speaker, row.quote.text) for row in archive.quotes("country")]
    [('Paul Kagame', '“No country can do it alone,”')]
"""

from searchlib.archive import Archive, extract
from searchlib.errors import (
    ArchiveError,
    ArticleMissing,
    IndexDamaged,
    IndexLocked,
    IndexMissing,
    IndexUnwritable,
    QueryError,
    ReadError,
    SchemaMismatch,
    SearchError,
    UsageError,
    WhooshMismatch,
)
from searchlib.model import (
    Article,
    Date,
    Diagnostic,
    Facts,
    Hit,
    Page,
    Person,
    Quote,
    QuotePage,
    QuoteRow,
    Report,
    Snippet,
    Stats,
    Timeline,
    Topic,
    Values,
)

__version__ = "0.1.0"

__all__ = [
    "Archive",
    "extract",
    "Article",
    "Date",
    "Diagnostic",
    "Facts",
    "Hit",
    "Page",
    "Person",
    "Quote",
    "QuotePage",
    "QuoteRow",
    "Report",
    "Snippet",
    "Stats",
    "Timeline",
    "Topic",
    "Values",
    "SearchError",
    "ArchiveError",
    "ArticleMissing",
    "IndexDamaged",
    "IndexLocked",
    "IndexMissing",
    "IndexUnwritable",
    "QueryError",
    "ReadError",
    "SchemaMismatch",
    "UsageError",
    "WhooshMismatch",
]
