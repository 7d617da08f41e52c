"""Here is a prose, give me its dates: when it appeared, when what it tells of happens, what it mentions.

A year is never invented. What has none stays a pattern of month and day, unless metadata, the operator or a date
line of the text itself give a reference day.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from searchlib.extract.date_numbers import numeric
from searchlib.extract.date_patterns import lone_years, spelled
from searchlib.extract.date_reference import (
    Line,
    Outside,
    Reference,
    date_line,
    line_reference,
    outside_reference,
    provenance_of,
)
from searchlib.extract.date_relative import relative, resolved
from searchlib.extract.dateline import Heading
from searchlib.extract.days import AMBIGUOUS, Interval, Mention, in_year, interval, nearest, pattern, years_of
from searchlib.model import Date, Prose, Span

LONGEST_EVENT_DAYS: Final = 31
EVENT_REACH: Final = 1500
"""Characters from the top in which a range of days is what the article tells of."""

_QUOTED: Final = re.compile(r"“[^”“\n]{0,2000}”|‘[^‘\n]{0,400}?’(?!\w)|\"[^\"\n]{0,2000}\"|«[^»«\n]{0,2000}»")
_OPENING: Final = re.compile(r"\b(?:open|begin|began|begun|start|kick)[a-z]*(?: off)?(?: on)? \Z")


def find_dates(prose: Prose, outside: Outside, *, story: Heading | None) -> tuple[Date, ...]:
    """Find the dates of an article.

    Args:
        prose: Its clean text.
        outside: Its metadata date and address, and the operator's hint: the first that can be read counts.
        story: Its dateline, whose date is the day of publication.

    Returns:
        Published dates, then the others in order of appearance, each value once. Without a year there is a
        pattern, and where a weekday narrows the years, candidates, newest first. Relative words without a
        reference day are listed with precision ``none``.

    Raises:
        Nothing.

    Example:
        >>> from searchlib.model import Piece
        >>> text = "PARIS, Nov. 3 - It rained."
        >>> found = find_dates(
        ...     Prose(text, (), (Piece(0, 0, len(text)),), ()), Outside(), story=Heading((0, 5), (7, 13), 16)
        ... )
        >>> [(item.kind, item.pattern, item.earliest) for item in found]
        [('published', '--11-03', None)]

    Cost: O(len(prose.text)).
    """
    mentions = _mentions(prose.text)
    known = outside_reference(outside)
    line = date_line(prose, mentions, story)
    reference = known or line_reference(line)
    opening = _opening(prose.text, mentions)
    dates = [_known(known)] if known is not None else []
    for mention in mentions:
        if line is not None and mention.start == line.mention.start:
            dates.append(_published(prose, line, reference=known))
        else:
            dates.append(_told(prose, mention, reference=reference, opening=opening))
    return tuple(_unique(dates))


def given_dates(outside: Outside) -> tuple[Date, ...]:
    """Give what is known of an article's date without its text.

    Example:
        >>> [found.earliest for found in given_dates(Outside("2015-11-02"))]
        ['2015-11-02']
    """
    known = outside_reference(outside)
    return (_known(known),) if known is not None else ()


def _known(known: Reference) -> Date:
    return Date("published", known.words, None, *_iso(known.days), None, _precision(known.days), known.provenance)


def _mentions(text: str) -> list[Mention]:
    """Give all date expressions in order, the widest where several overlap; titles and speech name no bare year."""
    in_words = list(spelled(text))
    firm = sorted([*in_words, *numeric(text, in_words)], key=_start)
    loose = sorted([*lone_years(text), *relative(text)], key=_start)
    if not loose:
        return firm
    taken = _Spans([(found.start, found.end) for found in firm])
    quoted = _Spans([found.span() for found in _QUOTED.finditer(text)])
    kept = [found for found in loose if not taken.meets(found) and not quoted.meets(found)]
    return sorted([*firm, *kept], key=_start)


def _start(mention: Mention) -> int:
    return mention.start


class _Spans:
    """Ascending spans that do not overlap, asked whether a mention meets one."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]

    def meets(self, mention: Mention) -> bool:
        place = bisect_right(self.starts, mention.end - 1) - 1
        return place >= 0 and self.ends[place] > mention.start


def _published(prose: Prose, line: Line, *, reference: Reference | None) -> Date:
    found = _placed(prose, line.mention, reference=reference, weekday=line.mention.weekday)
    provenance = found.provenance.replace(provenance_of(line.mention), line.provenance, 1)
    return found._replace(kind="published", provenance=provenance, confidence=min(found.confidence, line.confidence))


def _told(prose: Prose, mention: Mention, *, reference: Reference | None, opening: int | None) -> Date:
    if mention.form in ("relative", "weekday"):
        return _relative(prose, mention, reference=reference)
    if mention.form == AMBIGUOUS:
        return _ambiguous(prose, mention, reference=reference)
    is_event = _is_event(prose, mention)
    weekday = opening if is_event and mention.is_range and mention.weekday is None else mention.weekday
    found = _placed(prose, mention, reference=reference, weekday=weekday)
    return found._replace(kind="event") if is_event else found


def _ambiguous(prose: Prose, mention: Mention, *, reference: Reference | None) -> Date:
    """Give both days that numbers may mean as candidates, and the one that the reference is."""
    words, span = prose.text[mention.start : mention.end], prose.raw_span(mention.start, mention.end)
    either = [found for day in (mention.first, mention.last) if (found := interval(day, day)) is not None]
    if reference is not None and reference.days in either:
        source = f"text:numeric+{reference.provenance}"
        return Date("mentioned", words, span, *_iso(reference.days), None, "day", source, confidence=0.8)
    candidates = tuple(days.first.isoformat() for days in either)
    return Date("mentioned", words, span, None, None, None, "none", "text:numeric", candidates, 0.5)


def _placed(prose: Prose, mention: Mention, *, reference: Reference | None, weekday: int | None) -> Date:
    """Give *mention* its days: its own year, else one that the reference gives, else a pattern."""
    days = interval(mention.first, mention.last)
    source = provenance_of(mention)
    confidence = 0.9
    if days is None and reference is not None:
        days = _in_reference(mention, reference)
        source = f"{source}+{reference.provenance}" if days else source
        confidence = 0.8
    if days is not None and mention.weekday is not None and days.first.weekday() != mention.weekday:
        source, confidence = f"{source}+weekday-conflict", 0.3
        days = days if mention.first.year is not None else None
    shape = None if days else pattern(mention.first, mention.last)
    precision = _precision(days) if days else ("day" if shape else "none")
    choices = _candidates(mention, weekday) if days is None and weekday is not None else ()
    span = prose.raw_span(mention.start, mention.end)
    words = prose.text[mention.start : mention.end]
    return Date("mentioned", words, span, *_iso(days), shape, precision, source, choices, confidence)


def _in_reference(mention: Mention, reference: Reference) -> Interval | None:
    if reference.day is not None:
        return nearest(mention.first, mention.last, to=reference.day)
    first, last = reference.days
    if first.year != last.year:
        return None
    found = in_year(mention.first, mention.last, year=first.year)
    is_month = (first.month, last.month) != (1, 12)
    return None if found and is_month and not (found.first <= last and first <= found.last) else found


def _candidates(mention: Mention, weekday: int) -> tuple[str, ...]:
    days = (in_year(mention.first, mention.last, year=year) for year in years_of(mention.first, weekday))
    return tuple("/".join(dict.fromkeys((str(found.first), str(found.last)))) for found in days if found)


def _relative(prose: Prose, mention: Mention, *, reference: Reference | None) -> Date:
    source = f"text:{mention.form}"
    words = prose.text[mention.start : mention.end]
    span = prose.raw_span(mention.start, mention.end)
    if reference is None or reference.day is None:
        return Date("mentioned", words, span, None, None, None, "none", source, confidence=0.5)
    days = resolved(prose.text, mention, reference=reference.day)
    source = f"{source}+{reference.provenance}"
    return Date("mentioned", words, span, *_iso(days), None, _precision(days), source, confidence=0.7)


def _is_event(prose: Prose, mention: Mention) -> bool:
    """Whether the article tells of a date: days from – to near the top, or a weekday with its day in the lead."""
    if mention.start > EVENT_REACH or mention.first.day is None:
        return False
    if mention.is_range:
        days = in_year(mention.first, mention.last, year=mention.first.year or 2000)
        return days is not None and (days.last - days.first).days <= LONGEST_EVENT_DAYS
    return mention.weekday is not None and mention.start < _lead_end(prose)


def _lead_end(prose: Prose) -> int:
    """Give the end of the first paragraph that is longer than a headline."""
    return next((block.end for block in prose.blocks if block.end - block.start > 120), 0)


def _opening(text: str, mentions: Iterable[Mention]) -> int | None:
    """Give the weekday on which something "opened" or "begins", where the article names just one."""
    days = {
        mention.weekday
        for mention in mentions
        if mention.form == "weekday" and _OPENING.search(text[max(0, mention.start - 24) : mention.start])
    }
    return days.pop() if len(days) == 1 else None


def _precision(days: Interval) -> str:
    first, last = days
    whole_month = first.day == 1 and (date.fromordinal(min(last.toordinal() + 1, date.max.toordinal())).day == 1)
    if whole_month and (first.year, first.month) == (last.year, last.month):
        return "month"
    return "year" if whole_month and (first.month, last.month) == (1, 12) else "day"


def _iso(days: Interval | None) -> tuple[str | None, str | None]:
    return (days.first.isoformat(), days.last.isoformat()) if days else (None, None)


def _unique(dates: Iterable[Date]) -> list[Date]:
    """Give published dates first, and each value once: a publication's day is not mentioned again."""
    seen: set[tuple[str | None, ...]] = set()
    kept: list[Date] = []
    for found in sorted(dates, key=lambda item: item.kind != "published"):
        value = (found.earliest, found.latest, found.pattern)
        key = value if any(value) else (found.text.lower(),)
        is_new = found.kind == "published" or key not in seen
        seen.add(key)
        if is_new:
            kept.append(found)
    return kept
