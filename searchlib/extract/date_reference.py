"""What an article's other dates are measured by: metadata, the operator's hint, or its own date line."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from searchlib.extract.date_given import address_days, given_days
from searchlib.extract.dateline import Heading
from searchlib.extract.days import Interval, Mention, interval
from searchlib.extract.published import publication
from searchlib.model import Prose

_FORMS: Final = {"range": "text:range", "month": "text:month", "year": "text:year", "numeric": "text:numeric"}


class Outside(NamedTuple):
    """What is known of an article's date besides its text."""

    metadata: str | None = None
    url: str | None = None
    hint: str | None = None


class Reference(NamedTuple):
    """The days against which years are found and relative words resolved, where they come from and how they read."""

    days: Interval
    provenance: str
    words: str = ""

    @property
    def day(self) -> date | None:
        """Give the day, None where only a month or a year is known."""
        return self.days.first if self.days.first == self.days.last else None


class Line(NamedTuple):
    """The mention that says when the article appeared."""

    mention: Mention
    provenance: str
    confidence: float


def outside_reference(outside: Outside) -> Reference | None:
    """Give the first of metadata, hint and address that can be read as a date.

    Example:
        >>> outside_reference(Outside("soon", hint="2015")).provenance
        'hint'
    """
    for words, read, provenance in (
        (outside.metadata, given_days, "metadata"),
        (outside.hint, given_days, "hint"),
        (outside.url, address_days, "url"),
    ):
        days = read(words)
        if days is not None:
            return Reference(days, provenance, (words or "").strip())
    return None


def date_line(prose: Prose, mentions: Sequence[Mention], story: Heading | None) -> Line | None:
    """Choose the mention that says when the article appeared: the dateline's, or a date line, which has a year."""
    found = publication(prose, mentions)
    if story is not None and story.when is not None:
        for mention in mentions:
            is_there = story.when[0] <= mention.start < story.when[1]
            if is_there and (mention.first.year is not None or found is None):
                return Line(mention, "dateline", 0.95)
    if found is None:
        return None
    mention, score = found
    return Line(mention, provenance_of(mention), min(0.95, 0.5 + score / 20))


def line_reference(line: Line | None) -> Reference | None:
    """Give the days of a date line that has a year."""
    days = interval(line.mention.first, line.mention.last) if line is not None else None
    return Reference(days, "date-line") if days is not None else None


def provenance_of(mention: Mention) -> str:
    """Name the form of words that gave *mention*."""
    if mention.form == "day":
        if mention.first.year is not None:
            return "text:full"
        return "text:month-day" if mention.weekday is None else "text:weekday"
    return _FORMS.get(mention.form, f"text:{mention.form}")
