"""Documents of one word a line, and an index to put them into."""

from collections.abc import Callable
from pathlib import Path

import pytest

from searchlib.model import Document, Tokens

Make = Callable[..., Document]


def made(article_id: str, text: str = "", *, record: int = 1, digest: int | None = None) -> Document:
    words = text.split()
    numbers = {"record_digest": record}
    return Document(
        tokens={"body": Tokens(words, words, list(range(len(words))), [0] * len(words), [0] * len(words))},
        terms={"id": [article_id.encode()]},
        numbers=numbers if digest is None else {**numbers, "text_digest": digest},
        labels={"speaker": words[:1]},
        lists={"quote_starts": [0]},
        stored={"id": article_id, "title": text, "path": f"{article_id}.txt"},
    )


@pytest.fixture
def make() -> Make:
    return made


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"
