"""Here are labelled articles, learn their topics and write the model; here is the file of a model, give me the model.

A model is JSON: nothing in it is run, and all of it is looked at before it is used.
"""

import json
import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from math import isfinite
from pathlib import Path
from typing import Final, NamedTuple

from searchlib.clean.prose import prose
from searchlib.codec.disk import elsewhere, write_file
from searchlib.errors import UsageError
from searchlib.extract.topic_model import Label, TopicModel
from searchlib.extract.topic_training import LEAST_ARTICLES, Example, Learnt, learn
from searchlib.extract.topic_words import weighed
from searchlib.indexing.inputs import whole
from searchlib.model import Article, Failure, Training
from searchlib.read.labelled import Labelled, labelled
from searchlib.read.source import reason

FORMAT: Final = "searchlib topics 1"
SCHEME: Final = "own"
MOST_BYTES: Final = 1 << 28
_EXPECTED: Final = "a model made by: searchlib topics train"


class Loaded(NamedTuple):
    """A model, and the word by which an index knows it again."""

    model: TopicModel
    digest: str


def train(paths: Iterable[str], out: str | os.PathLike[str], *, scheme: str = SCHEME) -> Training:
    """Learn topics from labelled articles and write the model.

    Args:
        paths: Files of JSONL, or ``-`` for standard input: see `searchlib.read.labelled`.
        out: The file to write; one that is there is replaced once the new one is whole.
        scheme: The first part of the codes of these topics.

    Returns:
        What was learnt, and how well each label is told on articles that were not learnt from.

    Raises:
        ReadError: a file cannot be opened.
        UsageError: the scheme is no plain word, or no label has enough articles.
        IndexUnwritable: *out* cannot be written.
    """
    if not scheme.isidentifier():
        raise UsageError("scheme", scheme, "a word of letters, digits and _")
    failed: list[Failure] = []
    learnt = learn([*_examples(paths, failed)], scheme=scheme)
    if not learnt.model.labels:
        raise UsageError("topics", "no label to learn", f"two labels or more, with {LEAST_ARTICLES} articles each")
    with elsewhere("choose another file with: --out MODEL"):
        write_file(Path(out), _written(learnt.model))
    return _told(learnt, os.fspath(out), failed=tuple(failed))


def _examples(paths: Iterable[str], failed: list[Failure]) -> Iterator[Example]:
    for path in paths:
        for item in labelled(path):
            if isinstance(item, Failure):
                failed.append(item)
            else:
                yield _example(item)


def _example(item: Labelled) -> Example:
    article: Article = whole(item.article)
    return Example(weighed(prose(article.text).text, article.title or ""), frozenset(item.labels))


def _told(learnt: Learnt, path: str, *, failed: tuple[Failure, ...]) -> Training:
    model = learnt.model
    return Training(path, model.scheme, learnt.articles, len(model.words), learnt.figures, learnt.rare, failed)


def _written(model: TopicModel) -> bytes:
    labels = [label._asdict() for label in model.labels]
    record = {"format": FORMAT, "scheme": model.scheme, "labels": labels, "words": model.words}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf8")


def topic_model(path: str | os.PathLike[str]) -> Loaded:
    """Open a model; one that has been read before is not read again unless its file has changed.

    Raises:
        UsageError: there is no such file, or it is no model.
    """
    try:
        state = os.stat(path)
    except OSError as error:
        raise UsageError("topics", os.fspath(path), f"{_EXPECTED}; {reason(error)}") from error
    return _read(os.fspath(path), (state.st_mtime_ns, state.st_size))


@lru_cache(4)
def _read(path: str, state: tuple[int, int]) -> Loaded:
    try:
        data = Path(path).read_bytes() if state[1] <= MOST_BYTES else b""
        return Loaded(_model(json.loads(data)), blake2b(data, digest_size=8).hexdigest())
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError("topics", path, _EXPECTED) from error


def _model(record: dict[str, object]) -> TopicModel:
    """Look at what JSON gave and make the model.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: it is no model.
    """
    labels, words = record["labels"], record["words"]
    if record["format"] != FORMAT or not isinstance(labels, list) or not isinstance(words, dict):
        raise ValueError(record["format"])
    scheme = str(record["scheme"])
    known = tuple(
        Label(str(label["name"]), _number(label["slope"]), _number(label["offset"]), _number(label["least"]))
        for label in labels
    )
    table = {word: tuple((_place(at, known), _number(weight)) for at, weight in row) for word, row in words.items()}
    return TopicModel(scheme, known, table)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        raise ValueError(value)
    return float(value)


def _place(value: object, labels: tuple[Label, ...]) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < len(labels):
        raise ValueError(value)
    return value
