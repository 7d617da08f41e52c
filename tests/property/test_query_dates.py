"""A date as typed finds the articles that it touches, and no other, by a definition of its own."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.query import plan
from searchlib.query.ask import Reading, ask
from searchlib.query.execute import execute
from searchlib.query.rank import PageOptions, article_id, article_rows
from tests.cases import cases
from tests.strategies import FIRST_DAY, Made, archives, cuts, snapshot

calm = settings(deadline=None, max_examples=cases(300))
EVER = (date.min.toordinal(), date.max.toordinal())


class Typed(NamedTuple):
    """A range as typed, and the first and last day that lie in it."""

    query: str
    first: int
    last: int


def found(query: str, archive: list[Made], splits: list[int], now: date | None = None) -> set[int]:
    """Give the numbers of the articles found, by the definition and by the plan."""
    index = snapshot(archive, splits)
    asked = ask(query, Reading(now=now, strict=True), snapshot=index)
    names = {int(article_id(row, index)) for row in article_rows(execute(asked.node, index).scores)}
    assert plan.page(asked.node, index, options=PageOptions()).total == len(names)
    return names


def those(archive: list[Made], holds: Callable[[Made], bool]) -> set[int]:
    return {number for number, made in enumerate(archive) if not made.hidden and holds(made)}


def first_of_next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


edges = st.tuples(st.integers(-1, 13), st.integers(-1, 1)).map(lambda drawn: FIRST_DAY + drawn[0] * 40 + drawn[1])
"""Days on which the made-up articles begin and end, and those beside them."""
moments = st.tuples(edges, st.sampled_from(["day", "day", "month", "year"])).map(
    lambda drawn: written(date.fromordinal(drawn[0]), drawn[1])
)


def written(day: date, unit: str) -> Typed:
    """A day, month or year as ISO writes it."""
    if unit == "day":
        return Typed(day.isoformat(), day.toordinal(), day.toordinal())
    if unit == "month":
        end = first_of_next_month(day).toordinal() - 1
        return Typed(f"{day:%Y-%m}", day.replace(day=1).toordinal(), end)
    return Typed(f"{day:%Y}", date(day.year, 1, 1).toordinal(), date(day.year, 12, 31).toordinal())


def ranges(low: Typed, high: Typed) -> list[Typed]:
    """Every way to type a range between two moments, or with one end open."""
    early, late = EVER
    return [
        Typed(f"date:{low.query}", low.first, low.last),
        Typed(f"date:[{low.query} TO {high.query}]", low.first, high.last),
        Typed(f"date:{{{low.query} TO {high.query}}}", low.last + 1, high.first - 1),
        Typed(f"date:[{low.query} TO {high.query}}}", low.first, high.first - 1),
        Typed(f"date:{low.query}..{high.query}", low.first, high.last),
        Typed(f"date:[{low.query} TO]", low.first, late),
        Typed(f"date:[TO {high.query}]", early, high.last),
        Typed(f"date:>{low.query}", low.last + 1, late),
        Typed(f"date:>={low.query}", low.first, late),
        Typed(f"date:<{high.query}", early, high.first - 1),
        Typed(f"date:<={high.query}", early, high.last),
        Typed(f"after:{low.query}", low.first, late),
        Typed(f"before:{high.query}", early, high.first - 1),
        Typed(f"until:{high.query}", early, high.last),
    ]


def relative(now: date, count: int) -> list[Typed]:
    """Ways to say a date that count from today."""
    today, monday = now.toordinal(), now.toordinal() - now.weekday()
    last_month = written(now.replace(day=1) - timedelta(days=1), "month")
    return [
        Typed("date:today", today, today),
        Typed("date:yesterday", today - 1, today - 1),
        Typed(f'date:"last {count} days"', today - count, today),
        Typed(f'date:"{count} days ago"', today - count, today - count),
        Typed(f'date:["{count} days ago" TO today]', today - count, today),
        Typed(f"date:now-{count}d", today - count, today - count),
        Typed(f"date:[-{count}d TO now]", today - count, today),
        Typed('date:"this week"', monday, monday + 6),
        Typed('date:"last week"', monday - 7, monday - 1),
        Typed('date:"this month"', *written(now, "month")[1:]),
        Typed('date:"last month"', *last_month[1:]),
        Typed('date:"this year"', *written(now, "year")[1:]),
        Typed('after:"last month"', last_month.first, EVER[1]),
    ]


def touches(made: Made, typed: Typed) -> bool:
    return made.days is not None and made.days[0] <= typed.last and made.days[1] >= typed.first


typed_ranges = st.tuples(moments, moments).flatmap(
    lambda pair: st.sampled_from(
        [typed for typed in ranges(*sorted(pair, key=lambda one: one.first)) if typed.first <= typed.last]
    )
)


@calm
@given(archives, cuts, typed_ranges)
def test_a_range_finds_the_articles_that_touch_it_and_no_other(
    archive: list[Made], splits: list[int], typed: Typed
) -> None:
    assert found(typed.query, archive, splits) == those(archive, lambda made: touches(made, typed))


@calm
@given(archives, cuts, moments)
def test_an_equals_sign_finds_what_lies_inside(archive: list[Made], splits: list[int], typed: Typed) -> None:
    assert found(f"date:={typed.query}", archive, splits) == those(
        archive, lambda made: made.days is not None and typed.first <= made.days[0] and made.days[1] <= typed.last
    )


@calm
@given(archives, cuts, edges, st.integers(1, 90) | st.just(40), st.data())
def test_a_relative_date_counts_from_the_day_that_is_given(
    archive: list[Made], splits: list[int], today: int, count: int, data: st.DataObject
) -> None:
    now = date.fromordinal(today)
    typed = data.draw(st.sampled_from(relative(now, count)))
    assert found(typed.query, archive, splits, now) == those(archive, lambda made: touches(made, typed))


@calm
@given(archives, cuts, st.dates(date(2000, 1, 1), date(2000, 12, 31)))
def test_a_day_without_a_year_finds_that_day_of_any_year_and_patterns_that_hold_it(
    archive: list[Made], splits: list[int], day: date
) -> None:
    wanted = day.month * 100 + day.day

    def holds(made: Made) -> bool:
        if made.days is not None:
            days = (date.fromordinal(number) for number in range(made.days[0], made.days[1] + 1))
            return any((one.month, one.day) == (day.month, day.day) for one in days)
        if made.pattern is None:
            return False
        first, last = made.pattern
        return first <= wanted <= last if first <= last else wanted >= first or wanted <= last

    assert found(f"date:--{day:%m-%d}", archive, splits) == those(archive, holds)


@calm
@given(archives, cuts)
def test_an_article_without_a_year_is_in_no_range_but_among_the_unknown(archive: list[Made], splits: list[int]) -> None:
    assert found("date:unknown", archive, splits) == those(archive, lambda made: made.days is None)
    assert found("date:[0001 TO 9999]", archive, splits) == those(archive, lambda made: made.days is not None)
