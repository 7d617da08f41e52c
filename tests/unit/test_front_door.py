import importlib
import re
from collections.abc import Iterator

import searchlib
from searchlib import Archive, SearchError, errors, extract_facts, train_topics


def test_every_name_of_the_front_door_is_there_also_after_its_rooms_were_loaded() -> None:
    for room in ("extract", "query", "read", "model", "archive"):
        importlib.import_module(f"searchlib.{room}")
    for name in searchlib.__all__:
        assert getattr(searchlib, name).__name__ == name


def answers() -> Iterator[str]:
    """Names of our own classes in what the questions give back."""
    methods = [value for kind in Archive.__mro__ for name, value in vars(kind).items() if name[0] != "_"]
    for method in (*methods, extract_facts, train_topics):
        yield from re.findall(r"\b[A-Z]\w+", str(getattr(method, "__annotations__", {}).get("return", "")))


def test_what_a_question_gives_back_can_be_named() -> None:
    ours = {name for name in answers() if hasattr(importlib.import_module("searchlib.model"), name)}
    assert {"Page", "Stored", "Failure"} <= ours <= set(searchlib.__all__)


def test_every_error_can_be_named() -> None:
    ours = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, SearchError)}
    assert ours <= set(searchlib.__all__)
