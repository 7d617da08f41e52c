"""Which way a query takes is said in words: as a whole, and for each clause that takes another."""

import pytest

from searchlib.codec import kernel
from searchlib.query.explain import road_notes
from searchlib.query.nodes import And, Every, Node, Not
from searchlib.query.parse import ParseOptions, parse

BOTH = "the compiled kernel finds the articles with its words, the definition in Python looks at these"
compiled = pytest.mark.skipif(not kernel.available(), reason="no compiled kernel")


def read(text: str) -> Node:
    return parse(text, options=ParseOptions()).node


@compiled
def test_a_clause_that_the_kernel_does_not_know_is_named_where_it_stands() -> None:
    text = "ferry AND ((storm w/s gale) w/p harbour)"
    notes = {note.message: text[note.start : note.end] for note in road_notes(read(text))}
    assert notes == {
        "all of: answered by the compiled kernel": text,
        f"within one paragraph: {BOTH}": "(storm w/s gale) w/p harbour",
    }


@compiled
def test_a_clause_that_the_definition_does_alone_is_told_apart() -> None:
    messages = [note.message for note in road_notes(read("ferry lang:*"))]
    assert "any lang: answered by the definition in Python" in messages


@compiled
def test_a_query_that_the_kernel_does_not_take_says_why() -> None:
    node: Node = Every()
    for _ in range(kernel.DEEPEST + 1):
        node = Not(node)
    (deep,), (whoosh,) = road_notes(node), road_notes(read("ferry"), "whoosh")
    assert deep.message.endswith(f"by the definition in Python: it is nested deeper than {kernel.DEEPEST} levels")
    assert "does not know Whoosh's scores" in whoosh.message


def test_without_a_kernel_the_definition_answers_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "available", lambda: False)
    (note,) = road_notes(And((read("ferry"), read("storm NEAR/5 gale"))))
    assert note.message.startswith("all of: answered by the definition in Python: ")
