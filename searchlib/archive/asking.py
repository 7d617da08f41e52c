"""Here is a snapshot, ask it."""

from collections.abc import Callable, Sequence
from functools import partial
from time import perf_counter

from searchlib import model
from searchlib.archive.opened import GAVE_CURSOR, Opened
from searchlib.codec.blame import judged
from searchlib.errors import ArticleMissing, UsageError
from searchlib.hints import TYPE_CHECKING, Final
from searchlib.model import Diagnostic, Hit, Page
from searchlib.query import definition, folding, plan, seldom
from searchlib.query.ask import Asked, Reading, ask, rows_wanted
from searchlib.query.cursor import CURSOR, Cursor, decode, encode, fingerprint, generation, is_of, moved_on
from searchlib.query.fields import several
from searchlib.query.filters import Filters
from searchlib.query.found import Found, quote_row, stored, text_marks
from searchlib.query.nodes import Node, Nothing
from searchlib.query.notes import Notes
from searchlib.query.parse import ParseOptions
from searchlib.query.plan import Answer
from searchlib.query.rank import PageOptions, Row

if TYPE_CHECKING:
    from datetime import date

    from whoosh.query.qcore import Query as WhooshQuery

    from searchlib.query.kernel_count import Counted


FACET_VALUES: Final = 20
"""Values of a facet shown beside the hits; `Archive.facets` gives all."""
_HARDLY_ANY: Final = 3
"""Articles of an answer up to which its words are looked through for errors, when the diagnostics are looked at."""


class Asking(Opened):
    """The questions that a snapshot answers."""

    @judged
    def search(
        self,
        query: "str | WhooshQuery" = "",
        *,
        limit: int = 10,
        sort: str = "relevance",
        operator: str = "and",
        since: "str | date | None" = None,
        until: "str | date | None" = None,
        topics: Sequence[str] = (),
        speakers: Sequence[str] = (),
        after: str | None = None,
        facets: Sequence[str] = (),
        explain: bool = False,
        strict: bool = False,
        now: "str | date | None" = None,
        ranking: str = "dependence",
        fold: bool = True,
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
            explain: Say of each hit why it is where it is, and in the diagnostics by which way it was found.
            strict: Raise what is otherwise a diagnostic.
            now: The day that relative dates count from; today where it is not given.
            ranking: ``dependence``: words, and what they add by standing together; ``bm25f``: words alone;
                ``whoosh``: stock Whoosh's BM25F, a sum over the fields.
            fold: Show of articles that nearly repeat each other one, and count the others (``folded``).

        Returns:
            A page of hits, with the exact total.

        Raises:
            QueryError: with *strict*, part of the query was not understood.
            UsageError: an argument has no meaning.
            IndexDamaged: a file of the index is not what was written.
        """
        began, at = perf_counter(), self._as_of(after)
        reading = Reading(operator, now, strict=strict)
        asked = ask(query, reading, snapshot=at._snapshot, filters=Filters(since, until, topics, speakers))
        cursor = decode(after, sort=sort, question=fingerprint(asked.typed, ranking)) if after else None
        at, options = at._going_on(
            asked.node, PageOptions(sort, rows_wanted(limit), cursor, ranking), typed=asked.typed
        )
        folded = (folding.page if fold else folding.unfolded)(asked.node, at._snapshot, options=options)
        found, folds = folded.answer, folded.folding
        noted, relaxed = at._noted(asked, found, cursor)
        return Page(
            asked.text,
            [
                Hit(rank, row.score, Found(asked.node, found.lookup, row, explain, folds))
                for rank, row in found.ranking.numbered()
            ],
            total=found.total,
            folded=folds.all_folded if folds else None,
            took_ms=_ms_since(began),
            diagnostics=(*noted, *(seldom.road_notes(asked.node, ranking) if explain else ())),
            doubts=at._doubts(asked, found),
            next=_following(found, asked, (asked.typed, ranking), goes_on=folded.goes_on),
            relaxed=relaxed,
            facets={field: at._counted(asked, field, FACET_VALUES).values for field in several("facets", facets)},
        )

    @judged
    def quotes(
        self,
        query: "str | WhooshQuery" = "",
        *,
        speaker: str | None = None,
        since: "str | date | None" = None,
        until: "str | date | None" = None,
        topics: Sequence[str] = (),
        limit: int = 10,
        after: str | None = None,
        strict: bool = False,
        now: "str | date | None" = None,
    ) -> "model.QuotePage":
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
        began, at = perf_counter(), self._as_of(after)
        reading = Reading("and", now, "said", strict)
        filters = Filters(since, until, topics, () if speaker is None or speaker == "" else (speaker,))
        asked = ask(query, reading, snapshot=at._snapshot, filters=filters)
        cursor = decode(after, sort="relevance", question=fingerprint("quotations", asked.typed)) if after else None
        options = PageOptions("relevance", rows_wanted(limit), cursor)
        at, options = at._going_on(asked.node, options, typed=asked.typed, page=seldom.quotations)
        found = seldom.quotations(asked.node, at._snapshot, options=options)
        noted, relaxed = at._noted(asked, found, cursor)
        return model.QuotePage(
            asked.text,
            [quote_row(Found(asked.node, found.lookup, row), rank) for rank, row in found.ranking.numbered()],
            total=found.total,
            took_ms=_ms_since(began),
            diagnostics=noted,
            next=_following(found, asked, ("quotations", asked.typed)),
            relaxed=relaxed,
        )

    @judged
    def facets(self, query: "str | WhooshQuery", field: str, limit: int | None = None) -> "model.Values":
        """Count the articles that match by the values of *field*, most frequent first.

        Args:
            query: As for `search`.
            field: speaker, topic, place, source, author, lang or year.
            limit: Values given; all where it is not said.

        Raises:
            UsageError: there is no such field to count by, or another argument has no meaning.
        """
        asked = ask(query, Reading(), snapshot=self._snapshot)
        counted = self._counted(asked, field, limit if limit is None else rows_wanted(limit))
        return model.Values(field, tuple(counted.values), (*asked.diagnostics, *counted.diagnostics))

    @judged
    def timeline(self, query: "str | WhooshQuery" = "", by: str = "month") -> "model.Timeline":
        """Count the articles that match by day, month or year; undated ones apart.

        Raises:
            UsageError: *by* is none of these.
        """
        asked = ask(query, Reading(), snapshot=self._snapshot)
        found = seldom.timeline(asked.node, self._snapshot, unit=by)
        return found._replace(diagnostics=(*asked.diagnostics, *found.diagnostics))

    # ── one article ──

    @judged
    def get(self, article_id: str) -> "model.Stored":
        """Give an article with its facts.

        Raises:
            ArticleMissing: no article has this id.
        """
        number, doc = self._place(article_id)
        return stored(self._snapshot.segments[number].segment, doc)

    @judged
    def called(self, name: str) -> str:
        """Give the id of the article that a person calls *name*: by its id, or by the path where it was found.

        Raises:
            ArticleMissing: none is called so, or several were found there; it names those that may be meant.

        Cost: a look-up; where that does not help, some passes over ids and paths.
        """
        found, near = seldom.called(name, self._snapshot)
        if not found:
            raise ArticleMissing(name, near)
        return found

    @judged
    def view(self, article_id: str, query: "str | WhooshQuery | None" = None) -> "model.ArticleView":
        """Give an article with its facts and what of it matches *query*, as spans of its text.

        Raises:
            ArticleMissing: no article has this id.
        """
        number, doc = self._place(article_id)
        kept = stored(self._snapshot.segments[number].segment, doc)
        if query is None or query == "":
            return model.ArticleView(kept.article, kept.facts, ())
        asked, notes = ask(query, Reading(), snapshot=self._snapshot), Notes()
        found = Found(asked.node, definition.lookup(self._snapshot, notes), Row(number, doc, 0.0))
        return model.ArticleView(*kept, text_marks(found), (*asked.diagnostics, *notes.all()))

    @judged
    def similar(self, article_id: str, *, limit: int = 10, after: str | None = None) -> Page:
        """Find articles like one of the archive, by the words that tell it from others.

        Args:
            article_id: Whose like is looked for; it is not among the hits, its exact duplicates are not either.
            limit: Hits on the page.
            after: ``next`` of the page before.

        Returns:
            A page of hits, most alike first; the total counts every article with one of the words.

        Raises:
            ArticleMissing: no article has this id.
            UsageError: an argument has no meaning.
            IndexDamaged: a file of the index is not what was written.
        """
        began, at = perf_counter(), self._as_of(after)
        number, doc = at._place(article_id)
        kept = stored(at._snapshot.segments[number].segment, doc)
        cursor = decode(after, sort="relevance", question=fingerprint("similar", article_id)) if after else None
        node, chosen = seldom.alike(kept, at._snapshot, at=(number, doc), cursor=cursor)
        asked = Asked(f"similar:{article_id}", Nothing(), node, (), ParseOptions())
        at, options = at._going_on(node, PageOptions("relevance", rows_wanted(limit), cursor), typed=asked.typed)
        found = plan.page(node, at._snapshot, options=options)
        return Page(
            asked.text,
            [Hit(rank, row.score, Found(node, found.lookup, row)) for rank, row in found.ranking.numbered()],
            total=found.total,
            took_ms=_ms_since(began),
            diagnostics=(*found.diagnostics, *at._moved_on(found, cursor)),
            next=_following(found, asked, ("similar", article_id), chosen=chosen.words),
        )

    @judged
    def explain(self, query: "str | WhooshQuery", article_id: str) -> str:
        """Say in words and figures why an article is a hit, or which clause it fails, and by which way it was found.

        Raises:
            ArticleMissing: no article has this id.
        """
        number, doc = self._place(article_id)
        asked = ask(query, Reading(), snapshot=self._snapshot)
        told = seldom.explanation(asked.node, self._snapshot, number=number, doc=doc)
        return "\n".join((told, *(note.message for note in seldom.road_notes(asked.node, "dependence"))))

    @judged
    def suggest(self, beginning: str, limit: int = 10, *, kind: str = "") -> tuple[str, ...]:
        """Complete the beginning of a word or of a speaker's name: speakers first, frequent ones first.

        Args:
            beginning: What has been typed.
            limit: How many are given.
            kind: ``word`` or ``speaker``; both where it is not said.

        Raises:
            UsageError: there is no such kind, or another argument has no meaning.
        """
        return seldom.completed(beginning, self._snapshot, limit=rows_wanted(limit), kind=kind)

    @judged
    def stats(self) -> "model.Stats":
        """Give the state of the archive."""
        from searchlib.indexing.aside import bytes_aside  # noqa: PLC0415  # counted when asked for, not in a search
        from searchlib.indexing.renewal import outdated  # noqa: PLC0415

        figures = seldom.figures(self._snapshot)
        return figures._replace(outdated=sum(1 for _ in outdated(self._snapshot)), aside=bytes_aside(self.path))

    def _as_of(self, after: str | None) -> "Asking":
        """Give what answers the page behind a cursor: the snapshot that gave it, where it is still open."""
        if after is not None and not isinstance(after, str):
            raise UsageError("after", after, CURSOR)
        if after is not None and self._earlier:
            given = generation(after)
            for snapshot in self._earlier:
                if snapshot.generation == given:
                    return Asking(snapshot)
        return self

    def _going_on(
        self, node: Node, options: PageOptions, *, typed: Node, page: plan.Paging = plan.page
    ) -> "tuple[Asking, PageOptions]":
        """Where the snapshot of a cursor is gone, count scores as it did."""
        if options.after is None or is_of(options.after, self._snapshot.generation):
            return self, options
        snapshot, options = seldom.resumed(node, self._snapshot, typed=typed, options=options, page=page)
        return Asking(snapshot), options

    def _moved_on(self, found: Answer, cursor: Cursor | None) -> tuple[Diagnostic, ...]:
        return moved_on(cursor, self._snapshot.generation, as_before=seldom.as_before(found)) if cursor else ()

    def _place(self, article_id: str) -> tuple[int, int]:
        place = self._snapshot.find(article_id)
        if place is None:
            raise ArticleMissing(article_id)
        return place

    def _counted(self, asked: Asked, field: str, limit: int | None) -> "Counted":
        return seldom.facet(asked.node, self._snapshot, field=field, limit=limit)

    def _doubts(self, asked: Asked, found: Answer) -> "Callable[[], tuple[Diagnostic, ...]] | None":
        """What says, when it is asked, which words of an answer with hardly a hit may be others with an error."""
        if 0 < found.total <= _HARDLY_ANY and self._snapshot.doc_count() >= seldom.LEAST_FOR_DOUBTS:
            return partial(seldom.rare_words, asked.typed, self._snapshot)
        return None

    def _noted(
        self, asked: Asked, found: Answer, cursor: Cursor | None
    ) -> "tuple[tuple[Diagnostic, ...], model.Relaxed | None]":
        """All that was not understood as typed; where nothing was found, also why, and what has hits."""
        notes = (*asked.diagnostics, *found.diagnostics, *self._moved_on(found, cursor))
        if found.total:
            return notes, None
        why, relaxed = seldom.why_nothing(asked.typed, self._snapshot, query=asked.text, options=asked.options)
        return (*notes, *why), relaxed


def _following(
    found: Answer,
    asked: Asked,
    question: tuple[object, ...],
    *,
    goes_on: Callable[[], bool] = folding.always,
    chosen: tuple[tuple[int, int, int], ...] = (),
) -> Callable[[], str | None]:
    """Give what writes the cursor of the next page, where one *goes_on*: few callers want it."""
    following = found.ranking.next
    if following is None:
        return lambda: None

    def written() -> str | None:
        if not goes_on():
            return None
        found.lookup.snapshot.opened[GAVE_CURSOR] = True
        complete = seldom.resumable(following, asked, found=found)
        return encode(complete._replace(fingerprint=fingerprint(*question), chosen=chosen))

    return written


def _ms_since(began: float) -> float:
    return round(1000 * (perf_counter() - began), 3)
