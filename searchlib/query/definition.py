"""Here is what the kernel does not answer, have the definition answer it: it is loaded when it is asked.

With the kernel few queries need anything of `execute` and of what stands below it, and a search in a terminal pays for
each module that it loads. What few people ask at all is loaded by `seldom`.
"""

from collections.abc import Sequence

from searchlib.codec.snapshot import Snapshot
from searchlib.hints import TYPE_CHECKING
from searchlib.model import Diagnostic
from searchlib.query.bm25 import Scores
from searchlib.query.nodes import Demanding, Node, Word
from searchlib.query.notes import Notes

if TYPE_CHECKING:
    from searchlib.query.dependence import Pair, Pool
    from searchlib.query.execute import Matches
    from searchlib.query.lookup import Lookup


def execute(node: Node, snapshot: Snapshot) -> "Matches":
    """Find every article that matches, with its score (see `execute.execute`)."""
    from searchlib.query.execute import execute  # noqa: PLC0415

    return execute(node, snapshot)


def depended(matches: "Matches", some: "Sequence[Pair]") -> "Matches":
    """Add what pairs of words are worth (see `standing.depended`)."""
    from searchlib.query.standing import depended  # noqa: PLC0415

    return depended(matches, some)


def pool_of(matches: "Matches", some: "Sequence[Pair]", *, node: Node) -> "Pool":
    """Tell which articles are looked at for pairs (see `standing.pool_of`)."""
    from searchlib.query.standing import pool_of  # noqa: PLC0415

    return pool_of(matches, some, node=node)


def frequencies(words: Sequence[Word], snapshot: Snapshot) -> list[int]:
    """Count the documents that have each of some words (see `execute.Evaluation.df`)."""
    from searchlib.query.execute import Evaluation  # noqa: PLC0415

    return list(map(Evaluation(lookup(snapshot, Notes())).df, words))


def matches(scores: tuple[Scores, ...], diagnostics: tuple[Diagnostic, ...], snapshot: Snapshot) -> "Matches":
    """Give what was found elsewhere as `execute.execute` does."""
    from searchlib.query.execute import Matches  # noqa: PLC0415

    return Matches(scores, diagnostics, lookup(snapshot, Notes()))


def lookup(snapshot: Snapshot, notes: Notes) -> "Lookup":
    """Give what looks words up for one query (see `lookup.Lookup`)."""
    from searchlib.query.lookup import Lookup  # noqa: PLC0415

    return Lookup(snapshot, notes)


def stands(node: Demanding, lookup: "Lookup", at: tuple[int, int]) -> bool:
    """Tell whether nearness or a window holds in an article, *at* a segment and a document."""
    from searchlib.query.witness import View  # noqa: PLC0415

    return View(lookup, *at).holds(node)
