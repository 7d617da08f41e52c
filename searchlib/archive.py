"""An open archive: one immutable snapshot of an index, and the questions it answers."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Final, Literal, Self

from searchlib.codec.snapshot import Snapshot, open_snapshot
from searchlib.errors import ArticleMissing
from searchlib.model import (
    Article,
    ArticleView,
    Check,
    Diagnostic,
    Facts,
    Failure,
    Hit,
    Page,
    Progress,
    QuotePage,
    Report,
    Stats,
    Stored,
    Timeline,
    Values,
)
from searchlib.query import plan, seldom
from searchlib.query.ask import Asked, Reading, ask
from searchlib.query.cursor import Cursor, decode, encode, fingerprint, moved_on
from searchlib.query.details import Found, details, quote_row, text_marks
from searchlib.query.filters import Filters
from searchlib.query.kept import stored
from searchlib.query.kernel_count import Counted
from searchlib.query.lookup import Lookup
from searchlib.query.notes import Notes
from searchlib.query.plan import Answer
from searchlib.query.rank import PageOptions, Row

if TYPE_CHECKING:
    from whoosh.query.qcore import Query as WhooshQuery

    from searchlib.indexing.inputs import Inputs
    from searchlib.indexing.session import Session

FACET_VALUES: Final = 20
"""Values of a facet shown beside the hits; `Archive.facets` gives all."""


class Archive:
    """One snapshot of an index; `add` and `remove` commit and move it on, others stay until `refresh`."""

    def __init__(self, path: Path, snapshot: Snapshot) -> None:
        self.path = path
        self._snapshot = snapshot

    @classmethod
    def create(
        cls, path: str | os.PathLike[str], *, exist: Literal["open", "replace"] = "open", wait: float = 0.0
    ) -> Self:
        """Open the index in *path*, made empty where there is none.

        Args:
            path: A folder; it and its parents are made.
            exist: What becomes of an index that is there: ``replace`` puts an empty one there, even for a damaged one.
            wait: Seconds to wait for another writer.

        Raises:
            IndexUnwritable, IndexLocked, IndexDamaged, SchemaMismatch.
        """
        session = _session(Path(path))
        (session.replace if exist == "replace" else session.create)(wait=wait)
        return cls.open(path)

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Self:
        """Open the newest commit of the index in *path*; nothing is written and nothing is unpickled.

        Raises:
            IndexMissing, IndexDamaged, SchemaMismatch.
        """
        return cls(Path(path), open_snapshot(Path(path)))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files; they are unmapped when the last value that shows them is gone."""
        self._snapshot = self._snapshot._replace(segments=())

    def refresh(self) -> None:
        """Move to the newest commit."""
        self._snapshot = open_snapshot(self.path, self._snapshot)

    # ── changing it ──

    def add(
        self,
        inputs: "Inputs",
        *,
        jobs: int = 1,
        prune: bool = False,
        wait: float = 0.0,
        published: str | None = None,
        columns: Mapping[str, str] | None = None,
        progress: Callable[[Progress], object] | None = None,
    ) -> Report:
        """Add articles: new ones, changed ones in the place of the old, unchanged ones not at all.

        Args:
            inputs: Files, folders, ``-`` for JSONL on standard input, or any number of `Article`.
            jobs: Processes that read and understand; the index is the same whatever their number.
            prune: Remove the articles below the folders given whose files are gone.
            wait: Seconds to wait for another writer.
            published: When these articles appeared, where they do not say: a day, month or year.
            columns: Field of the article → the column or key that holds it, for CSV and JSON.
            progress: Called now and then with how far it has come.

        Returns:
            What was done; inputs that could not be read are in ``failed`` and stop nothing.

        Raises:
            ArchiveError: the index cannot be written; what was committed before stays.
            UsageError: an argument has no meaning.
        """
        session = _session(self.path)
        report = session.add(
            inputs, jobs=jobs, prune=prune, wait=wait, published=published, columns=columns, watch=progress
        )
        self.refresh()
        return report

    def remove(self, ids: str | Iterable[str], *, wait: float = 0.0) -> Report:
        """Remove articles by id; an unknown id is in ``failed``.

        Raises:
            ArchiveError: the index cannot be written.
        """
        report = _session(self.path).remove((ids,) if isinstance(ids, str) else ids, wait=wait)
        self.refresh()
        return report

    @staticmethod
    def check_files(path: str | os.PathLike[str]) -> Check:
        """Verify every checksum and invariant of the index in *path*, also of one that is too damaged to open."""
        return _session(Path(path)).check()

    def check(self) -> Check:
        """Verify every checksum and invariant of the index."""
        return self.check_files(self.path)

    # ── asking it ──

    def search(
        self,
        query: "str | WhooshQuery" = "",
        *,
        limit: int = 10,
        sort: str = "relevance",
        operator: str = "and",
        since: str | date | None = None,
        until: str | date | None = None,
        topics: Sequence[str] = (),
        speakers: Sequence[str] = (),
        after: str | None = None,
        facets: Sequence[str] = (),
        explain: bool = False,
        strict: bool = False,
        now: str | date | None = None,
    ) -> Page:
        """Find articles.

        Args:
            query: What is looked for, in the query language; "" for every article. Or a query of Whoosh's.
            limit: Hits on the page.
            sort: ``relevance``, ``date`` (newest first) or ``oldest``.
            operator: What words side by side mean: ``and``, ``or``.
            since: First day of the article; of a month or year its first.
            until: Last day.
            topics: Labels or codes, any of them.
            speakers: Names of people quoted, any of them.
            after: ``next`` of the page before.
            facets: Fields whose values are counted over all matches.
            explain: Say of each hit why it is where it is.
            strict: Raise what is otherwise a diagnostic.
            now: The day that relative dates count from; today where it is not given.

        Returns:
            A page of hits, with the exact total.

        Raises:
            QueryError: with *strict*, part of the query was not understood.
            UsageError: an argument has no meaning.
            IndexDamaged: a file of the index is not what was written.
        """
        began = perf_counter()
        reading = Reading(operator, now, strict=strict)
        asked = ask(query, reading, filters=Filters(since, until, topics, speakers))
        question = fingerprint(asked.node)
        cursor = decode(after, sort=sort, question=question) if after else None
        options = PageOptions(sort, limit, cursor, question)
        found = plan.page(asked.node, self._snapshot, options=options)
        return Page(
            asked.text,
            [self._hit(Found(asked.node, found.lookup, row, explain), rank) for rank, row in found.ranking.numbered()],
            total=found.total,
            took_ms=_ms_since(began),
            diagnostics=self._noted(asked, found, cursor),
            next=encode(found.ranking.next) if found.ranking.next else None,
            facets={field: self._counted(asked, field, FACET_VALUES).values for field in facets},
        )

    def quotes(
        self,
        query: "str | WhooshQuery" = "",
        *,
        speaker: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        topics: Sequence[str] = (),
        limit: int = 10,
        after: str | None = None,
        strict: bool = False,
        now: str | date | None = None,
    ) -> QuotePage:
        """Find quotations: each row is one; plain words are words said.

        Args:
            query: What was said, in the query language; other fields restrict the article.
            speaker: Who said it: a name or a part of it.
            since, until, topics, limit, after, strict, now: As for `search`.

        Returns:
            A page of quotations with their articles, and the exact total of quotations.

        Raises:
            QueryError, UsageError, IndexDamaged: as for `search`.
        """
        began = perf_counter()
        reading = Reading("and", now, "said", strict)
        asked = ask(query, reading, filters=Filters(since, until, topics, (speaker,) if speaker else ()))
        question = fingerprint("quotations", asked.node)
        cursor = decode(after, sort="relevance", question=question) if after else None
        options = PageOptions("relevance", limit, cursor, question)
        found = seldom.quotations(asked.node, self._snapshot, options=options)
        return QuotePage(
            asked.text,
            [quote_row(Found(asked.node, found.lookup, row), rank) for rank, row in found.ranking.numbered()],
            total=found.total,
            took_ms=_ms_since(began),
            diagnostics=self._noted(asked, found, cursor),
            next=encode(found.ranking.next) if found.ranking.next else None,
        )

    def facets(self, query: "str | WhooshQuery", field: str, limit: int | None = None) -> Values:
        """Count the articles that match by the values of *field*, most frequent first.

        Args:
            query: As for `search`.
            field: speaker, topic, place, source, author, lang or year.
            limit: Values given; all where it is not said.

        Raises:
            UsageError: there is no such field to count by.
        """
        asked = ask(query, Reading())
        counted = self._counted(asked, field, limit)
        return Values(field, tuple(counted.values), (*asked.diagnostics, *counted.diagnostics))

    def timeline(self, query: "str | WhooshQuery" = "", by: str = "month") -> Timeline:
        """Count the articles that match by day, month or year; undated ones apart.

        Raises:
            UsageError: *by* is none of these.
        """
        asked = ask(query, Reading())
        found = plan.timeline(asked.node, self._snapshot, unit=by)
        return found._replace(diagnostics=(*asked.diagnostics, *found.diagnostics))

    # ── one article ──

    def get(self, article_id: str) -> Stored:
        """Give an article with its facts.

        Raises:
            ArticleMissing: no article has this id.
        """
        number, doc = self._place(article_id)
        return stored(self._snapshot.segments[number].segment, doc)

    def view(self, article_id: str, query: "str | WhooshQuery | None" = None) -> ArticleView:
        """Give an article with its facts and what of it matches *query*, as spans of its text.

        Raises:
            ArticleMissing: no article has this id.
        """
        number, doc = self._place(article_id)
        kept = stored(self._snapshot.segments[number].segment, doc)
        if not query:
            return ArticleView(kept.article, kept.facts, ())
        asked, notes = ask(query, Reading()), Notes()
        found = Found(asked.node, Lookup(self._snapshot, notes), Row(number, doc, 0.0))
        return ArticleView(*kept, text_marks(found), (*asked.diagnostics, *notes.all()))

    def explain(self, query: "str | WhooshQuery", article_id: str) -> str:
        """Say in words and figures why an article is a hit, or which clause it fails.

        Raises:
            ArticleMissing: no article has this id.
        """
        number, doc = self._place(article_id)
        return seldom.explanation(ask(query, Reading()).node, self._snapshot, number=number, doc=doc)

    def suggest(self, beginning: str, limit: int = 10) -> tuple[str, ...]:
        """Complete the beginning of a word or of a speaker's name: speakers first, frequent ones first."""
        return seldom.completed(beginning, self._snapshot, limit=limit)

    def stats(self) -> Stats:
        """Give the state of the archive."""
        return seldom.figures(self._snapshot, self.path)

    def _place(self, article_id: str) -> tuple[int, int]:
        place = self._snapshot.find(article_id)
        if place is None:
            raise ArticleMissing(article_id)
        return place

    def _counted(self, asked: Asked, field: str, limit: int | None) -> Counted:
        return plan.facet(asked.node, self._snapshot, field=field, limit=limit)

    def _noted(self, asked: Asked, found: Answer, cursor: Cursor | None) -> tuple[Diagnostic, ...]:
        """All that was not understood as typed; where nothing was found, also what may have been meant and why."""
        notes = (*asked.diagnostics, *found.diagnostics, *moved_on(cursor, self._snapshot.generation))
        if found.total:
            return notes
        return (*notes, *seldom.why_nothing(asked.node, self._snapshot))

    def _hit(self, found: Found, rank: int) -> Hit:
        segment, doc = self._snapshot.segments[found.row.number].segment, found.row.doc
        return Hit(
            rank,
            found.row.score,
            id=segment.stored("id", doc),
            title=segment.stored("title", doc),
            path=segment.stored("path", doc) or None,
            details=partial(details, found),
        )


def extract_facts(
    inputs: "Inputs",
    *,
    mode: str = "wide",
    published: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[tuple[Article, Facts] | Failure]:
    """Say what would be found in each article; no index is touched.

    Args:
        inputs: As for `Archive.add`.
        mode: ``wide``, or ``precise`` for attributed quotations only.
        published: When the articles appeared, where they do not say: a day, month or year.
        columns: As for `Archive.add`.

    Returns:
        Each article with its facts, or why it could not be read. Spans count code points of the text as given.

    Example:
        >>> [(article, facts)] = extract_facts(Article("It rained on 2 May 2015."))
        >>> facts.dates[0].earliest
        '2015-05-02'
    """
    from searchlib.extract.article import ExtractOptions  # noqa: PLC0415  # the writing side is loaded when asked for
    from searchlib.indexing.extraction import extracted  # noqa: PLC0415

    return extracted(inputs, ExtractOptions(mode=mode, published=published), columns=columns)


def _session(path: Path) -> "Session":
    from searchlib.indexing.session import Session  # noqa: PLC0415  # a search needs nothing of the writing side

    return Session(path)


def _ms_since(began: float) -> float:
    return round(1000 * (perf_counter() - began), 3)
