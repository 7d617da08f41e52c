"""Here is a whole index, give me one that lies: other contents under right checksums, as a stranger might write them.

What is altered is a section, a manifest or a table of contents; then everything that vouches for it is made anew, so
that a reader gets as far as the contents.
"""

import json
import random
from array import array
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple
from zlib import crc32

from searchlib import Archive
from searchlib.codec.assemble import SectionWriter
from searchlib.codec.build import build
from searchlib.codec.layout import ITEM_SIZES
from searchlib.codec.manifest import VERSION, Manifest, SegmentRow, manifest_name, pack, sealed, unpack
from searchlib.codec.segment import ABOUT, SUFFIX, Segment
from searchlib.extract.article import ExtractOptions
from searchlib.indexing.commit import table_of_contents
from searchlib.indexing.documents import document
from searchlib.indexing.leaning import LEANING
from searchlib.indexing.understand import understand
from searchlib.model import Document
from tests.fixtures.make import ARTICLES
from tests.fuzz.chance import number, torn

FIXTURES: Final = Path(__file__).parents[1] / "fixtures"
Files = dict[str, bytes]
Part = tuple[str, str, bytes]
"""Name, type of the items and bytes of a section."""


class Whole(NamedTuple):
    """An index before it is altered."""

    files: Files
    manifest: str
    """Names of files."""
    toc: str
    segments: tuple[str, ...]


def _whole(folder: Path) -> Whole:
    files = {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file()}
    (manifest,) = (name for name in files if name.endswith(".manifest"))
    (toc,) = (name for name in files if name.endswith(".toc"))
    return Whole(files, manifest, toc, tuple(name for name in files if name.endswith(SUFFIX)))


@cache
def wholes() -> tuple[Whole, ...]:
    """Give the indexes that are altered: one of each format that is read, and one of long lists in two segments."""
    found = [_whole(folder) for folder in sorted(FIXTURES.glob("index_v*"))]
    with TemporaryDirectory() as folder:
        with Archive.create(folder) as archive:
            archive.add(_long())
            archive.add([article._replace(id=f"{article.id}.again") for article in ARTICLES])
            archive.remove("3")
        found.append(_whole(Path(folder)))
    return tuple(found)


def _long() -> list[Any]:
    chance = random.Random(1)
    words = ["storm", "storms", "harbour", "Kigali", "police", "lantern", "said", "“walls”", "2015"]
    return [
        ARTICLES[0]._replace(
            id=str(place), title=f"Storm {place % 40}", text=" ".join(chance.choices(words, k=1 + place % 50))
        )
        for place in range(140)
    ]


def forged_segment(chance: random.Random, data: bytes) -> tuple[bytes, list[str]]:
    """Give a segment of which one to three sections are altered, and their names."""
    sections = Segment.from_bytes(data, name="whole").sections
    parts: list[Part] = [
        (name, section.typecode, bytes(section.all().cast("B")))
        for name in sections.names()
        for section in [sections.section(name, "BHIQq")]
    ]
    altered = []
    for _ in range(chance.choice((1, 1, 1, 1, 2, 3))):
        place = chance.randrange(len(parts))
        altered.append(parts[place][0])
        _alter(chance, parts, place)
    out = BytesIO()
    writer = SectionWriter(out)
    for name, typecode, contents in parts:
        size = ITEM_SIZES[typecode]
        writer.add(name, typecode, data=contents[: len(contents) // size * size])
    writer.close()
    return out.getvalue(), altered


def _alter(chance: random.Random, parts: list[Part], place: int) -> None:
    name, typecode, contents = parts[place]
    kind = chance.randrange(12)
    if name == ABOUT and kind < 11:
        parts[place] = name, typecode, _json(chance, contents)
    elif kind == 0:
        del parts[place]
        parts.append((name + chance.choice("x0."), typecode, contents))
    elif kind == 1:
        parts[place] = name, chance.choice("BHIQq"), contents
    elif kind == 2:
        parts[place] = name, typecode, parts[chance.randrange(len(parts))][2]
    elif kind < 5:
        parts[place] = name, typecode, torn(chance, contents)
    else:
        parts[place] = name, typecode, _items(chance, typecode, contents)


def _items(chance: random.Random, typecode: str, contents: bytes) -> bytes:
    """Alter a few items, not bytes: most of what a section says still makes sense then."""
    items = array(typecode, contents[: len(contents) // ITEM_SIZES[typecode] * ITEM_SIZES[typecode]])
    bits = 8 * ITEM_SIZES[typecode] - typecode.islower()
    for _ in range(chance.choice((1, 1, 2, 4))):
        if not items:
            break
        at, other = chance.randrange(len(items)), chance.randrange(len(items))
        match chance.randrange(5):
            case 0:
                items[at] = number(chance, bits)
            case 1:
                items[at], items[other] = items[other], items[at]
            case 2:
                items[at] = min(items[at] + chance.choice((1, 2, 8, 128)), (1 << bits) - 1)
            case 3:
                items[at] = max(items[at] - chance.choice((1, 2, 8, 128)), 0)
            case _:
                items[at] = items[other]
    return items.tobytes()


def _json(chance: random.Random, contents: bytes) -> bytes:
    """Alter a value of a JSON document."""
    if not chance.randrange(4):
        return torn(chance, contents)
    value = json.loads(contents)
    at: Any = value
    while isinstance(at, (dict, list)) and at:
        key = chance.choice(list(at)) if isinstance(at, dict) else chance.randrange(len(at))
        if not isinstance(at[key], (dict, list)) or not at[key] or not chance.randrange(3):
            at[key] = _value(chance, at[key])
            break
        at = at[key]
    return json.dumps(value).encode()


def _value(chance: random.Random, value: object) -> object:
    plain = (None, True, -1, 0, 1, 0.5, 1e300, "", "\ud800", [], {}, [[]], {"a": 1}, "../../etc/passwd", 10**30)
    if isinstance(value, int) and chance.randrange(3):
        return max(0, value + chance.choice((-1, 1))) if chance.randrange(2) else number(chance, 63)
    if isinstance(value, list) and chance.randrange(2):
        return [*value, *value[:1], *value] if chance.randrange(2) else value[1:]
    return chance.choice(plain)


@cache
def _documents_made() -> tuple[Document, ...]:
    return tuple(document(understand(article, ExtractOptions())) for article in ARTICLES)


def _stored_lies(chance: random.Random) -> Files:
    """Give the files of an index whose facts, metadata, columns or lists are not those of its texts."""
    lying = []
    for made in _documents_made():
        stored, numbers, lists = dict(made.stored), dict(made.numbers), dict(made.lists)
        match chance.randrange(5):
            case 0 | 1:
                name = chance.choice(("facts", "facts", "meta"))
                stored[name] = _json(chance, stored[name].encode("utf-8", "surrogatepass")).decode("utf-8", "replace")
            case 2:
                name = chance.choice(list(stored))
                stored[name] = chance.choice(("", "[" * 5000, '{"a":' * 5000, "{}", "[]", "7", "\ud800", "x" * 300))
            case 3:
                name = chance.choice(list(numbers))
                numbers[name] = chance.choice((0, -1, 1 << 62, -(1 << 62), number(chance, 40)))
            case _:
                name = chance.choice(list(lists))
                lists[name] = [number(chance, 32) for _ in range(chance.randrange(7))]
        lying.append(made._replace(stored=stored, numbers=numbers, lists=lists))
    data = build(lying, LEANING)
    segment = Segment.from_bytes(data, name="MAIN_0123456789abcdef")
    row = SegmentRow(segment.name, segment.doc_count, len(data), segment.fingerprint)
    name, contents = table_of_contents(1, [row])
    manifest = pack(Manifest(1, (row,), crc32(contents)))
    return {f"{segment.name}{SUFFIX}": data, name: contents, manifest_name(1): manifest}


def forged_index(chance: random.Random) -> Files:
    """Give the files of an index that lies somewhere: in a segment most of the time."""
    if not chance.randrange(3):
        return _stored_lies(chance)
    whole = chance.choice(wholes())
    files = dict(whole.files)
    kind = chance.randrange(8)
    if kind == 0:
        files[whole.manifest] = _vouched(_json(chance, files[whole.manifest].partition(b"\n")[2]))
    elif kind == 1:
        files[whole.toc] = torn(chance, files[whole.toc])
        if chance.randrange(2):
            del files[whole.manifest]
        else:
            _vouch(files, whole)
    else:
        name = chance.choice(whole.segments)
        files[name], _ = forged_segment(chance, files[name])
        _vouch(files, whole)
        if not chance.randrange(20):
            del files[whole.manifest]
    return files


def _vouch(files: Files, whole: Whole) -> None:
    """Make the manifest agree with segments and table as they are now."""
    manifest = unpack(files[whole.manifest], Path(whole.manifest))
    rows = []
    for row in manifest.segments:
        data = files[f"{row.name}{SUFFIX}"]
        fingerprint = int.from_bytes(data[40:44], "little")
        rows.append(row._replace(size=len(data), fingerprint=fingerprint, doc_count=_documents(data, row.doc_count)))
    changed = manifest._replace(segments=tuple(rows), toc_checksum=crc32(files[whole.toc]))
    files[whole.manifest] = pack(changed)


def _documents(data: bytes, known: int) -> int:
    try:
        return Segment.from_bytes(data, name="forged").doc_count
    except Exception:  # whatever it is, it will be met again when the index is opened
        return known


def _vouched(body: bytes) -> bytes:
    """Give a manifest of these contents."""
    return sealed(body, version=VERSION)


@cache
def snapshot_file() -> bytes:
    """Give a whole snapshot in one file."""
    with TemporaryDirectory() as folder:
        for name, data in wholes()[-1].files.items():
            Path(folder, name).write_bytes(data)
        with Archive.open(folder) as archive:
            archive.snapshot(Path(folder, "saved"))
        return Path(folder, "saved").read_bytes()


def forged_file(chance: random.Random, whole: bytes) -> bytes:
    """Give a snapshot in one file of which the manifest or the line before it lies."""
    line, _, rest = whole.partition(b"\n")
    words = line.split(b" ")
    size, start = int(words[3]), len(line) + 1
    packed, segments = rest[:size], whole[start + size + -(start + size) % 64 :]
    if chance.randrange(4):
        packed = _vouched(_json(chance, packed.partition(b"\n")[2]))
    words[3] = b"%d" % (len(packed) if chance.randrange(8) else number(chance, 63))
    if not chance.randrange(8):
        words[chance.randrange(2, 5)] = torn(chance, words[4])
    head = b" ".join(words[:-1]) + b" "
    line = b"%s%08x\n" % (head, crc32(packed, crc32(head)))
    return line + packed + bytes(-(len(line) + len(packed)) % 64) + segments
