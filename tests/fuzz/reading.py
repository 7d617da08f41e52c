"""Here is an index that may lie, have all of it read by all that reads: what may come is an answer or IndexDamaged."""

import random
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from searchlib import Archive, Article
from searchlib.codec.columns import LABELS, LIST, NUMBER
from searchlib.codec.merge import merge
from searchlib.codec.segment import Segment
from searchlib.codec.stored import STORED
from searchlib.codec.verify import problems
from searchlib.errors import ArticleMissing, IndexDamaged, IndexMissing, SchemaMismatch, UsageError
from tests.fuzz.forging import forged_file, forged_index, forged_segment, snapshot_file, wholes

REFUSED = (IndexDamaged, SchemaMismatch)
"""What may be said of an index that lies."""
QUERIES = (
    "", "storm", "storm harbour", "storm OR police -said", '"storm harbour"', '"harbour storms"~3', "harb*", "stor?",
    "strom~1", "/s.*m/", "said:walls", "speaker:banda", "date:2026-03", "date:..2026", "words>10", "lang:en", "*:*",
    "storm NEAR/3 police", "(storm police)^2", "date:--03-03", "title:storm AND body:harbour", "quotation(said:walls)",
    "sentence(storm harbour)", "atleast2(storm)", "source:*", "NOT storm",
)  # fmt: skip
IDS = ("port", "3", "1", "missing", "port.again")


def read_segment(chance: random.Random) -> None:
    """Read everything in a segment, piece by piece, and merge it."""
    whole = chance.choice(wholes())
    name = chance.choice(whole.segments)
    data, _ = forged_segment(chance, whole.files[name])
    try:
        segment = Segment.from_bytes(data, name="forged")
    except REFUSED:
        return
    list(problems(segment))
    ways: list[Callable[[], object]] = [*_of_fields(segment, chance), *_of_columns(segment)]
    ways.append(lambda: merge([(segment, frozenset({0}))] * 2, BytesIO()))
    ways.append(lambda: merge([(segment, frozenset())], BytesIO()))
    for way in ways:
        with suppress(*REFUSED):
            way()


def _of_fields(segment: Segment, chance: random.Random) -> list[Callable[[], object]]:
    def postings(field: str) -> None:
        for term in islice(segment.terms(field), 300):
            found = segment.postings(field, term)
            if found is not None:
                places = range(len(found))
                _ = found.freqs, [(found.positions(at).tolist(), list(found.forms(at))) for at in places]
            segment.doc_frequency(field, term)
            segment.form_names(field, term)

    ways: list[Callable[[], object]] = []
    for field in segment.fields():
        ways += [
            lambda field=field: postings(field),
            lambda field=field: list(segment.forms(field, chance.choice(("", "b", "\U0010ffff")))),
            lambda field=field: (sum(segment.lengths(field)), sum(segment.exact_lengths(field))),
        ]
    return ways


def _of_columns(segment: Segment) -> list[Callable[[], object]]:
    docs = range(min(segment.doc_count, 200))
    ways: list[Callable[[], object]] = []
    for column in segment.columns(NUMBER):
        ways.append(lambda column=column: segment.numbers(column).tolist())
    for column in segment.columns(LABELS):
        ways.append(lambda column=column: [[*segment.labels(column).of(doc)] for doc in docs])
        ways.append(lambda column=column: list(segment.labels(column).values))
    for column in segment.columns(LIST):
        ways.append(lambda column=column: [segment.list(column, doc).tolist() for doc in docs])
    for column in segment.columns(STORED):
        ways.append(lambda column=column: [segment.stored(column, doc) for doc in docs])
    return ways


def read_index(chance: random.Random) -> None:
    """Open an index, ask it, look at its hits; check it, write to it, repair it."""
    files = forged_index(chance)
    with TemporaryDirectory() as folder, patch("os.fsync"):
        index = Path(folder, "index")
        index.mkdir()
        for name, data in files.items():
            (index / name).write_bytes(data)
        _ask(index, chance)
        Archive.check_files(index)
        _write(index, chance)
        with suppress(*REFUSED):
            Archive.repair(index)
            problems_left = Archive.check_files(index).problems
            assert not problems_left, problems_left


def read_one_file(chance: random.Random) -> None:
    """Open a snapshot in one file and ask it."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "snapshot")
        file.write_bytes(forged_file(chance, snapshot_file()))
        _ask(file, chance)
        with suppress(IndexMissing):
            Archive.check_files(file)


def _ask(index: Path, chance: random.Random) -> None:
    try:
        archive = Archive.open(index)
    except (*REFUSED, IndexMissing):
        return
    with archive:
        for _ in range(4):
            with suppress(*REFUSED, ArticleMissing):
                chance.choice(QUESTIONS)(archive, chance)


def _search(archive: Archive, chance: random.Random) -> None:
    sort = chance.choice(("relevance", "date", "oldest"))
    facets = ("speaker", "topic", "year", "lang")
    page = archive.search(chance.choice(QUERIES), limit=5, facets=facets, explain=True, sort=sort)
    for hit in page.hits:
        for look in (
            lambda hit=hit: (hit.title, hit.path, hit.id),
            lambda hit=hit: (hit.dates, hit.speakers, hit.topics),
            lambda hit=hit: [snippet.marks for snippet in hit.snippets],
            lambda hit=hit: list(hit.quotes),
        ):
            with suppress(*REFUSED):
                look()
    if page.next:
        archive.search(page.query, limit=5, sort=sort, after=page.next)


QUESTIONS: tuple[Callable[[Archive, random.Random], object], ...] = (
    _search,
    _search,
    lambda archive, chance: list(archive.quotes(chance.choice(QUERIES), speaker=chance.choice((None, "Banda"))).rows),
    lambda archive, chance: archive.facets(
        chance.choice(QUERIES), chance.choice(("speaker", "topic", "year", "place"))
    ),
    lambda archive, chance: archive.timeline(chance.choice(QUERIES), chance.choice(("day", "month", "year"))),
    lambda archive, chance: archive.view(chance.choice(IDS), chance.choice(QUERIES)),
    lambda archive, chance: archive.get(chance.choice(IDS)),
    lambda archive, chance: list(archive.similar(chance.choice(IDS)).hits),
    lambda archive, chance: archive.explain(chance.choice(QUERIES), chance.choice(IDS)),
    lambda archive, chance: archive.suggest(chance.choice(("", "s", "sto", "speaker:b", "東"))),
    lambda archive, chance: archive.stats(),
)


def _write(index: Path, chance: random.Random) -> None:
    try:
        archive = Archive.open(index)
    except (*REFUSED, IndexMissing):
        return
    with archive, suppress(*REFUSED, UsageError):
        match chance.randrange(6):
            case 0:
                archive.add([Article("Hail over the port.", id="port"), Article("Storm.", id="fresh")])
            case 1:
                archive.remove(["3", "port", "missing"])
            case 2:
                archive.compact()
            case 3:
                archive.snapshot(index.parent / "saved")
            case 4:
                archive.export(index.parent / "exported")
            case _:
                archive.renew()
