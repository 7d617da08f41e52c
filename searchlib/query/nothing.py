"""Here is a query without a hit, say why: each of its clauses once, and a query that has hits."""

import re
from collections.abc import Sequence
from typing import Final

from searchlib.codec.snapshot import Snapshot
from searchlib.model import Diagnostic, Relaxed, Span
from searchlib.query.explain import name
from searchlib.query.nodes import NOWHERE, Best, Every, Node, Not, Nothing, Phrase, Prefix, Regex, Wildcard, leaves
from searchlib.query.notes import Notes
from searchlib.query.parse import ParseOptions
from searchlib.query.relaxed import Clause, Failure, common, failure, relaxed
from searchlib.query.respelt import respelt
from searchlib.query.suggest import corrections, told

_DATE: Final = r"\d{4}-\d\d(-\d\d)?|\d{4}(-\d\d){0,2}\.\.(\d{4}(-\d\d){0,2})?|\d\d?/\d\d?/\d{4}"


def why(
    node: Node, snapshot: Snapshot, *, query: str, options: ParseOptions
) -> tuple[tuple[Diagnostic, ...], Relaxed | None]:
    """Say why a query has no hit.

    Args:
        node: The query as it was read; in other languages, too, it finds nothing.
        snapshot: The index.
        query: As typed.
        options: How it was read.

    Returns:
        A diagnostic for each clause, in order of place: how many articles have it by itself, or which of its words no
        article has; a last one says what excludes what, where that is more than a clause that nothing has, and what
        is left without it. And the query for that, where it can be put together from what was typed; rather that
        with the words which may have been meant, where it has hits.
    """
    corrected = corrections(node, snapshot, query=query)
    absent = tuple(_dated(one, query) for one in told(corrected))
    better = respelt(node, snapshot, query=query, options=options, corrections=corrected)
    found = failure(node, snapshot)
    if found is None:
        return (*(absent or _alone(node, query)), *_asked(better)), better
    notes = Notes()
    for diagnostic in absent:
        notes.keep(diagnostic)
    for clause in found.clauses:
        if clause.articles or not _is_told(clause.node.span, absent):
            hint = "" if clause.articles else _as_date(clause.node.span, query)
            notes.info(
                f"{_name(clause.node)}: {_articles(clause.articles.bit_count())} by itself", clause.node.span, hint
            )
    if better:
        return (*notes.all(), *_asked(better)), better
    less = _less(found, query, options)
    last = _last(found, less)
    return (*notes.all(), *([last] if last else [])), less


def _asked(better: Relaxed | None) -> tuple[Diagnostic, ...]:
    if better is None:
        return ()
    return (Diagnostic("info", f"{better.query}: {_articles(better.articles)}", *NOWHERE, better.hint),)


def _dated(one: Diagnostic, query: str) -> Diagnostic:
    hint = _as_date((one.start, one.end), query)
    return one._replace(hint=hint) if hint else one


def _as_date(span: Span, query: str) -> str:
    """Say how to ask for a date that was typed as if it were a word."""
    typed = query[slice(*span)]
    return f"for the date itself: date:{typed}" if re.fullmatch(_DATE, typed) else ""


def _alone(node: Node, query: str) -> tuple[Diagnostic, ...]:
    """Say of a clause that stands alone that no article has it; of what was not understood that is said already."""
    if isinstance(node, (Nothing, Every)):
        return ()
    if isinstance(node, Best) and node.clauses:
        return _alone(node.clauses[0], query)
    hint = ""
    if isinstance(node, Phrase):
        apart = "its words do not stand so in any article; without the marks they may stand apart"
        hint = _as_date(node.span, query) or apart
    elif isinstance(node, (Prefix, Wildcard, Regex)):
        hint = "* stands for any letters, ? for one; a pattern is of a whole word"
    elif isinstance(node, Not):
        hint = "every article has what is left out"
    return (Diagnostic("info", f"no article matches: {name(node)}", *node.span, hint),)


def _is_told(span: Span, told: Sequence[Diagnostic]) -> bool:
    """Say whether it is known already that nothing has a clause, for nothing has a word of it."""
    return any(span[0] <= one.start < one.end <= span[1] for one in told)


def _less(found: Failure, query: str, options: ParseOptions) -> Relaxed | None:
    words = relaxed(found, query, options)
    dropped = [one.node for one in found.clauses if one.node.span == NOWHERE and one not in found.kept]
    return Relaxed(words, common(found.kept).bit_count(), tuple(map(_filter, dropped))) if words else None


def _filter(node: Node) -> str:
    """Name what a filter beside the query is about: date, topic or speaker."""
    return next((field for leaf in leaves(node) if (field := getattr(leaf, "field", ""))), "date")


def _last(found: Failure, less: Relaxed | None) -> Diagnostic | None:
    """Say what is new after each clause has been told."""
    parts = []
    if not found.smallest:
        parts.append("some article has all of it, but not where it must stand")
    elif len(found.smallest) > 1:
        parts.append(f"nothing matches {_named(found.smallest, ' and ')} together")
    if found.kept:
        dropped = tuple(one for one in found.clauses if one not in found.kept)
        count = common(found.kept).bit_count()
        parts.append(f"without {_named(dropped, ', ')}: {_articles(count)}")
    spans = [one.node.span for one in found.smallest if one.node.span != NOWHERE]
    whole = len(spans) > 1
    start, end = (min(spans)[0], max(end for _, end in spans)) if whole else NOWHERE
    hint = less.hint if less else ""
    return Diagnostic("info", "; ".join(parts), start, end, hint) if parts else None


def _name(node: Node) -> str:
    """Name a clause; of several ways to read a word with a hyphen the first, which is as it was typed."""
    return _name(node.clauses[0]) if isinstance(node, Best) and node.clauses else name(node)


def _named(clauses: Sequence[Clause], separator: str) -> str:
    return separator.join(_name(one.node) for one in clauses)


def _articles(count: int) -> str:
    return f"{count:,} article{'' if count == 1 else 's'}"
