"""Here is an answer, give me what to say beside it on standard error: the count, the time, the way on."""

from collections.abc import Iterator

from searchlib import model
from searchlib.model import Diagnostic, Page
from searchlib.present.amounts import counted, duration
from searchlib.present.safe import line
from searchlib.present.shown import Extraction, Shown

MOST_FAILURES = 20
"""Failures named one by one; the rest are counted."""
_ENOUGH = 100
"""Runs of a query of which one in a hundred is not simply the slowest."""


def notes(value: Shown) -> Iterator[str]:
    """Say in a line or two how much there is and how to go on.

    Example:
        >>> list(notes(Page("rain", (), total=0, took_ms=0.52)))
        ['nothing found in 0.5 ms']
    """
    match value:
        case Page():
            yield _found(len(value), counted(value.total, "article"), value)
        case model.QuotePage():
            yield _found(len(value), counted(value.total, "quotation"), value)
        case Extraction():
            yield f"{counted(value.found, 'article')} read{_failing(len(value.failed))}"
            yield from failures(tuple(value.failed))
        case model.Bench():
            yield from _few(value)
        case _:
            yield from failures(_failed(value))
    if following := getattr(value, "next", None):
        yield f"more with: --after {line(following)}"


def failures(failed: "tuple[model.Failure, ...]") -> Iterator[str]:
    """Name what failed and why, a line each, and count what is too much to name.

    Example:
        >>> list(failures((model.Failure("a.txt", "is empty"),)))
        ['a.txt: is empty']
    """
    for failure in failed[:MOST_FAILURES]:
        yield f"{line(failure.path)}: {line(failure.reason)}"
    if len(failed) > MOST_FAILURES:
        yield f"and {counted(len(failed) - MOST_FAILURES, 'more failure')}; all are in the output of --json"


def only_counted(value: Shown, form: str) -> Iterator[str]:
    """Name what failed where the data of *form*, one for programs, only count it, or do not have it at all."""
    if isinstance(value, Extraction):
        yield from failures(tuple(value.failed))
    elif form == "csv":
        yield from failures(_failed(value))


def diagnostics(value: Shown) -> tuple[Diagnostic, ...]:
    """Give what was not understood of the question that *value* answers."""
    if isinstance(value, Page):
        return value.diagnostics
    pointed = model.QuotePage | model.ArticleView | model.Timeline | model.Values | model.Total
    return value.diagnostics if isinstance(value, pointed) else ()


def _failed(value: Shown) -> "tuple[model.Failure, ...]":
    match value:
        case model.Report():
            return value.failed
        case model.Check():
            return value.problems
        case model.Upkeep():
            return value.lost
        case _:
            return ()


def _few(bench: "model.Bench") -> Iterator[str]:
    """Say where a percentile is nothing but the slowest run."""
    if bench.rounds < _ENOUGH:
        yield f"after {counted(bench.rounds, 'round')} the p99 of a query is its slowest; more with: --rounds {_ENOUGH}"


def _found(shown: int, total: str, page: "Page | model.QuotePage") -> str:
    took = duration(page.took_ms)
    if not page.total:
        return f"nothing found in {took}"
    found = f"{total} in {took}" if shown == page.total else f"{shown:,} of {total} in {took}"
    folded = page.folded if isinstance(page, Page) else 0
    return f"{found}; {folded:,} similar folded (--no-fold shows them)" if folded else found


def _failing(count: int) -> str:
    return f", {count:,} failed" if count else ""
