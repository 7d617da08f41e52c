"""Files of an index that were altered while closed: checking finds each, and no answer is wrong.

``SEARCHLIB_DAMAGES=10000`` says how many damages are tried; a bounded share in every run.
"""

import os
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from searchlib import Archive, Article
from searchlib.errors import IndexDamaged, IndexMissing, SchemaMismatch

DAMAGES = int(os.environ.get("SEARCHLIB_DAMAGES", "150"))
QUESTIONS = ("", "storm", '"storm over"', "harb* -snow", "speaker:keza", "date:2015-11", "said:walls", "lanterm~1")


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Three segments, with what is removed, replaced and a duplicate."""
    with Archive.create(tmp_path / "index") as archive:
        for batch in range(3):
            archive.add([_article(batch, number) for number in range(6)])
        archive.add([Article("It shone on the harbour.", id=name) for name in ("copy", "copied")])
        archive.add([Article("Lanterns over snow, not a storm.", id="1.1")])
        archive.remove(["0.1", "2.2"])
    return tmp_path / "index"


def _article(batch: int, number: int) -> Article:
    said = f"“The walls of harbour {number} will hold,” said Ama Keza, a builder. "
    text = (
        f"Storm over port {batch} on 2 November 2015.\n\n{said}Lantern {number} went out. "
        + "It rained. " * 40 * number
    )
    return Article(text, id=f"{batch}.{number}", title=f"Storm {number}", date=f"2015-11-0{number + 1}")


def damages(file_sizes: dict[Path, int], seed: int) -> Iterator[tuple[Path, bytes]]:
    """Give file after file as it is after a few flipped bits, or cut off; the largest are hit most."""
    chance = random.Random(seed)
    files, sizes = list(file_sizes), [size + 2000 for size in file_sizes.values()]
    while True:
        (file,) = chance.choices(files, sizes)
        data = bytearray(file.read_bytes())
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        else:
            for place in chance.sample(range(8 * len(data)), chance.choice((1, 1, 2, 9))):
                data[place // 8] ^= 1 << place % 8
        yield file, bytes(data)


def answers(index: Path) -> Iterator[object]:
    """Give the answer to each question, or the class of the error in its place."""
    try:
        archive = Archive.open(index)
    except (IndexDamaged, SchemaMismatch, IndexMissing) as error:
        yield from (type(error) for _ in QUESTIONS)
        return
    with archive:
        for question in QUESTIONS:
            try:
                page = archive.search(question, limit=50, facets=("speaker",))
                hits = [(hit.id, hit.score, hit.title, tuple(hit.snippets), archive.get(hit.id)) for hit in page.hits]
                yield page.total, hits, page.facets
            except (IndexDamaged, SchemaMismatch) as error:
                yield type(error)


def put(file: Path, data: bytes) -> None:
    """Write a file as another one under its name: what is still mapped is outside of the promise."""
    other = file.with_name("put")
    other.write_bytes(data)
    other.replace(file)


def test_every_damage_is_found_and_no_answer_is_wrong(index: Path) -> None:
    files = {file: file.stat().st_size for file in sorted(index.iterdir()) if file.name != "MAIN_WRITELOCK"}
    expected, refused, right = list(answers(index)), 0, 0
    assert not any(isinstance(answer, type) for answer in expected)
    assert Archive.check_files(index).problems == ()
    for number, (file, data) in enumerate(islice(damages(files, 8), DAMAGES)):
        whole = file.read_bytes()
        put(file, data)
        assert Archive.check_files(index).problems, f"damage {number} to {file.name} is not found"
        for answer, known in zip(answers(index), expected, strict=True):
            assert isinstance(answer, type) or answer == known, f"damage {number} to {file.name}: a wrong answer"
            refused, right = refused + isinstance(answer, type), right + (not isinstance(answer, type))
        put(file, whole)
    print(f"{DAMAGES} damages, all found; {right} answers right, {refused} refused, none wrong")
    assert refused
    assert right
