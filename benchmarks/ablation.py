"""Here are the documents of a collection, give me searchlib with one ingredient of its score taken away at a time."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Final
from unittest.mock import patch

from benchmarks.collections import Text
from benchmarks.ranked_peers import DEPTH, Ask, ours
from searchlib.analyse.tokens import english
from searchlib.codec.snapshot import Snapshot, open_snapshot
from searchlib.query import bm25, dependence, execute, groups, nodes, standing
from searchlib.query.dependence import pairs
from searchlib.query.languages import as_indexed
from searchlib.query.nodes import Node
from searchlib.query.parse import ParseOptions, parse
from searchlib.query.rank import PageOptions, article_id, article_rows, ranked
from searchlib.query.standing import depended

Constants = tuple[tuple[object, str, float], ...]


def _usual(question: str) -> Node:
    return parse(question, options=ParseOptions("or")).node


def _once(question: str) -> Node:
    return _usual(" ".join(dict.fromkeys(question.split())))


def _whole(question: str) -> Node:
    with patch.object(groups, "with_parts", lambda node: (node,)):
        return _usual(question)


def _with_stop_words(question: str) -> Node:
    tokens = english(question)
    return nodes.Or(
        tuple(nodes.Term("text", term, form) for term, form in zip(tokens.terms, tokens.forms, strict=True))
    )


def _as_written(question: str) -> Node:
    return _each(question, lambda word: nodes.Form("text", word.form))


def _field_by_field(question: str) -> Node:
    return _each(
        question,
        lambda word: nodes.Or(
            (nodes.Boost(word._replace(field="title"), bm25.TITLE_BOOST), word._replace(field="body"))
        ),
    )


def _each(question: str, change: Callable[[nodes.Term], Node]) -> Node:
    node = _usual(question)
    clauses = node.clauses if isinstance(node, nodes.Or) else (node,)
    return nodes.Or(tuple(_changed(one, change) for one in clauses))


def _changed(clause: Node, change: Callable[[nodes.Term], Node]) -> Node:
    if isinstance(clause, nodes.Boost):
        return clause._replace(clause=_changed(clause.clause, change))
    return change(clause) if isinstance(clause, nodes.Term) else clause


_FLAT_TITLE: Final[Constants] = ((execute, "TITLE_BOOST", 1.0), (standing, "TITLE_BOOST", 1.0))
_SATURATION: Final[Constants] = ((bm25, "K1", 0.9), (bm25, "B", 0.4))
_NO_PAIRS: Final[Constants] = ((dependence, "MOST_PAIRS", 0),)

ABLATIONS: Final[dict[str, tuple[Callable[[str], Node], Constants]]] = {
    "as it is": (_usual, ()),
    "- dependence": (_usual, _NO_PAIRS),
    "- stop list": (_with_stop_words, ()),
    "- repeated words": (_once, ()),
    "- parts of words with a hyphen": (_whole, ()),
    "- title weight (1)": (_usual, _FLAT_TITLE),
    "- k1 1.5, b .6 (.9, .4)": (_usual, _SATURATION),
    "- dependence - stemming": (_as_written, _NO_PAIRS),
    "- dependence - one saturation for title and body": (_field_by_field, _NO_PAIRS),
}
"""Name → the tree of a question, and constants with the values that they get instead."""


@contextmanager
def ablated(documents: Sequence[Text]) -> Iterator[dict[str, Ask]]:
    """Index documents; give for each ablation what answers a question."""
    with tempfile.TemporaryDirectory(prefix="searchlib-bench-") as folder:
        ours(documents, Path(folder)).close()
        snapshot = open_snapshot(Path(folder))
        yield {name: partial(_answer, snapshot, *ablation) for name, ablation in ABLATIONS.items()}


def _answer(snapshot: Snapshot, read: Callable[[str], Node], constants: Constants, question: str) -> list[str]:
    with ExitStack() as stack:
        for module, name, value in constants:
            stack.enter_context(patch.object(module, name, value))
        node = as_indexed(read(question), snapshot)
        matches = depended(execute.execute(node, snapshot), pairs(node))
        rows = ranked(article_rows(matches.scores), snapshot, options=PageOptions(limit=DEPTH)).rows
    return [article_id(row, snapshot) for row in rows]
