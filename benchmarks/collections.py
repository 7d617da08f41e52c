"""Here is a folder of test collections, give me their documents, questions and what is relevant to them.

Each folder below ``ir`` holds docs.jsonl (id, title, text), queries.jsonl (id, text) and qrels.tsv (question, 0,
document, relevance), as the classic collections are handed round.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

Judged: TypeAlias = dict[str, dict[str, int]]
"""Question → document → relevance."""
_WORD: Final = re.compile(r"[^\W_]+(?:['’&.-]?[^\W_]+)*")


class Text(NamedTuple):
    """A document of a collection."""

    id: str
    title: str
    body: str


class Collection(NamedTuple):
    """A collection; ``questions`` are only those of which something is relevant."""

    name: str
    documents: tuple[Text, ...]
    questions: dict[str, str]
    relevant: Judged


def collections(data: Path) -> Iterator[Collection]:
    """Read all collections below *data*/ir, by name."""
    for folder in sorted(path.parent for path in (data / "ir").glob("*/qrels.tsv")):
        relevant: Judged = {}
        for row in (folder / "qrels.tsv").read_text("utf-8").splitlines():
            question, _, document, relevance = row.split()[:4]
            relevant.setdefault(question, {})[document] = int(relevance)
        documents = tuple(
            Text(str(row["id"]), row.get("title") or "", row["text"]) for row in _rows(folder / "docs.jsonl")
        )
        asked = {str(row["id"]): row["text"] for row in _rows(folder / "queries.jsonl")}
        yield Collection(folder.name, documents, {key: asked[key] for key in asked if key in relevant}, relevant)


def words(question: str) -> str:
    """Give the words of a question without its punctuation: no engine shall take a mark for an operator.

    Example:
        >>> words("What is heat-transfer (in AND around) slabs?")
        'what is heat-transfer in and around slabs'
    """
    return " ".join(_WORD.findall(question)).lower()


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
