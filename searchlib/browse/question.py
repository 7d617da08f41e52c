"""Here is what was typed and picked, give me the answer: hits, counts to narrow by, and the years. No screen."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from searchlib.archive import Archive
from searchlib.model import Bucket, Page, QuoteRow
from searchlib.present.when import article_date

FACETS: Final = ("speaker", "topic", "year")
PAGE: Final = 30
"""Hits fetched at once."""
MOST_QUOTES: Final = 500
"""Quotations of one speaker that are shown."""


class Pick(NamedTuple):
    """One value that the answer is narrowed to."""

    field: str
    value: str


class Question(NamedTuple):
    """A query and what narrows it."""

    query: str = ""
    picks: tuple[Pick, ...] = ()

    def toggled(self, pick: Pick) -> "Question":
        """Narrow by *pick*, or no longer; of years there is one at most.

        Example:
            >>> Question("rain").toggled(Pick("year", "2015")).toggled(Pick("year", "2016")).picks
            (Pick(field='year', value='2016'),)
        """
        if pick in self.picks:
            return self._replace(picks=tuple(other for other in self.picks if other != pick))
        others = tuple(other for other in self.picks if (other.field, pick.field) != ("year", "year"))
        return self._replace(picks=(*others, pick))

    def values(self, field: str) -> tuple[str, ...]:
        """Give the values of one field that are picked."""
        return tuple(pick.value for pick in self.picks if pick.field == field)


class Answer(NamedTuple):
    """What a question gives."""

    question: Question
    asked: Question
    """What the page answers: the question; where that has no answer, with its last word as the beginning of one."""
    page: Page
    timeline: tuple[Bucket, ...]


def answer(archive: Archive, question: Question, *, after: str | None = None) -> Answer:
    """Ask the archive, and work out what will be drawn, so that drawing waits for nothing.

    Whoever types has not done: where nothing is found, the last word may be the beginning of one.
    """
    asked, page = question, _page(archive, question, after)
    if not page.total and question.query[-1:].isalpha():
        begun = question._replace(query=f"{question.query}*")
        found = _page(archive, begun, after)
        if found.total:
            asked, page = begun, found
    for hit in page:
        hit.details  # noqa: B018  # worked out here, in the thread that asks
    by = "month" if question.values("year") else "year"
    return Answer(question, asked, page, archive.timeline(narrowed(asked), by).buckets)


def _page(archive: Archive, question: Question, after: str | None) -> Page:
    year = next(iter(question.values("year")), None)
    return archive.search(
        question.query,
        limit=PAGE,
        topics=question.values("topic"),
        speakers=question.values("speaker"),
        since=year,
        until=year,
        after=after,
        facets=() if after else FACETS,
    )


def narrowed(question: Question) -> str:
    """Say the whole question in the query language.

    Example:
        >>> narrowed(Question("rain OR snow", (Pick("speaker", "Ann Lee"), Pick("year", "2015"))))
        '(rain OR snow) speaker:"Ann Lee" date:2015'
    """
    parts = [f"({question.query})"] if question.query.strip() else []
    for field, value in question.picks:
        plain = value.replace('"', " ").replace("\\", " ")
        parts.append(f"date:{plain}" if field == "year" else f'{field}:"{plain}"')
    return " ".join(parts)


class Said(NamedTuple):
    """Quotations of one speaker."""

    rows: Sequence[QuoteRow]
    """Oldest first, those without a date last; of very many the newest."""
    total: int


def said_by(archive: Archive, speaker: str) -> Said:
    """Give what one speaker has said."""
    page = archive.quotes("", speaker=speaker, limit=MOST_QUOTES)
    return Said(in_time(page.rows), page.total)


def in_time(rows: Sequence[QuoteRow]) -> list[QuoteRow]:
    """Order quotations by the date of their article, those without one last."""

    def key(row: QuoteRow) -> tuple[str, int]:
        date = article_date(row.dates)
        return ((date.earliest if date else None) or "9999", row.rank)

    return sorted(rows, key=key)
