"""Here are texts, queries and files of any kind: nothing may raise, and with the kernel and without all is the same."""

import bz2
import gzip
import io
import json
import lzma
import random
import zipfile
from collections.abc import Callable
from contextlib import nullcontext, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from searchlib import Archive, Article
from searchlib.analyse.tokens import FORMS, KEYS, OWN, STEMS, as_written, defined, english, opened, plain, unstemmed
from searchlib.clean.prose import prose
from searchlib.codec import kernel
from searchlib.codec.build import build
from searchlib.codec.kernel import columns, labels
from searchlib.codec.rows import row
from searchlib.codec.segment import Segment
from searchlib.codec.snapshot import LiveSegment, Snapshot, Tally
from searchlib.codec.whoosh_pickle import PickleError, values
from searchlib.errors import UsageError
from searchlib.extract.article import ExtractOptions, extract
from searchlib.model import Document, Failure, Snippet, Tokens
from searchlib.query import marking
from searchlib.query.kernel_body import defined as body_defined
from searchlib.query.kernel_body import marks_in
from searchlib.query.kernel_run import compiled
from searchlib.query.marking import Clause
from searchlib.query.nodes import word_key, words_of
from searchlib.query.parse import parse
from searchlib.read.walk import articles
from tests.fixtures.make import ARTICLES
from tests.fuzz.chance import number, torn
from tests.fuzz.forging import wholes
from tests.fuzz.reading import QUERIES
from tests.property.test_extract_all import _WORDS
from tests.property.test_parse import PIECES
from tests.property.test_read import NAMES

SIGNS = "aAbBéüßİ東が1,.'’-&_ \n\u0308\u00ad½ﬁʼ＇٣\ud800\u2028\x85\xa0Ââ“”\U0001f600"


def any_text(chance: random.Random) -> str:
    """Give a text: of words, of nasty signs, or a real one that was altered."""
    kind = chance.randrange(4)
    if kind == 0:
        return " ".join(chance.choice(_WORDS.split(" ")) for _ in range(chance.randrange(60)))
    if kind == 1:
        return "".join(chance.choice(SIGNS) for _ in range(chance.randrange(80)))
    if kind == 2:
        return "".join(chr(number(chance, 20)) for _ in range(chance.randrange(20)))
    return torn(chance, chance.choice(ARTICLES).text.encode()).decode("utf-8", "surrogateescape")


def cut_into_words(chance: random.Random) -> None:
    """The kernel cuts a text as the definition does."""
    text = any_text(chance)
    for function, memo in ((english, STEMS), (plain, KEYS), (unstemmed, FORMS), (as_written, OWN)):
        assert function(text) == defined(text, memo), text


def inverted(chance: random.Random) -> None:
    """The kernel inverts any documents to the bytes of the definition, or both refuse them."""
    documents = [_document(chance) for _ in range(chance.randrange(1, 5))]
    built = []
    for wish in (kernel.kernel, lambda: None):
        with patch("searchlib.codec.build.kernel", wish):
            try:
                built.append(build(documents))
            except (ValueError, OverflowError):
                built.append(b"")
    assert built[0] == built[1]


def _document(chance: random.Random) -> Document:
    words = [
        chance.choice(("a", "as", "b", "é", "\ud800", "", "long" * 40)) for _ in range(chance.choice((0, 3, 40, 300)))
    ]
    positions = [number(chance, 32) for _ in words]
    if chance.randrange(8):
        positions.sort()
    else:
        positions = positions[1:] + [-1] * chance.randrange(2)
    return Document({"body": Tokens([word[:1] for word in words], words, positions, [], [])}, {}, {}, {}, {}, {})


def marked(chance: random.Random) -> None:
    """The kernel marks a body and chooses its stretches as the definition does; pieces that do not fit do no harm."""
    raw = any_text(chance)
    some = tuple(Clause(_places(chance), chance.choice(CHOICES)) for _ in range(chance.randrange(4)))
    assert marks_in(raw, some) == marking.marked(raw, unstemmed(raw), clauses=some)
    pieces = [one for piece in prose(raw).pieces for one in piece]
    starts = sorted({0, *(chance.randrange(60) for _ in range(chance.randrange(6)))})
    fits = chance.randrange(3) > 0
    if not fits:
        pieces = [number(chance, 32) for _ in range(3 * chance.randrange(4))]
        starts = [number(chance, 32) for _ in range(chance.randrange(5))]
    lists = [row(numbers) for numbers in (pieces, starts)]
    if not fits and chance.randrange(2):
        lists = [torn(chance, packed) for packed in lists]
    text = raw.encode("utf-8", "surrogatepass")
    with nullcontext() if fits else suppress(ValueError):
        found = kernel.run(lambda module: module.snippets(opened(FORMS, module), text, *lists, some, 3, 0))
        if fits:
            shown = tuple(Snippet("body", *one) for one in found)
            assert shown == body_defined(raw, (pieces, starts), clauses=some, most=3), raw


CHOICES: tuple[Callable[[str], bool], ...] = (
    bool,
    lambda form: len(form) > 1,
    lambda form: form != "a",
    lambda _: False,
)


def _places(chance: random.Random) -> tuple[tuple[int, ...], ...]:
    firsts = [chance.randrange(70) for _ in range(chance.randrange(6))]
    return tuple(tuple(sorted({first, *(first + chance.randrange(5) for _ in range(2))})) for first in firsts)


# ── programs for the kernel ──


@cache
def _snapshot() -> Snapshot:
    data = (whole.files[name] for whole in wholes() for name in whole.segments)
    segments = (Segment.from_bytes(one, name=f"s{place}") for place, one in enumerate(data))
    return Snapshot(1, tuple(LiveSegment(one, frozenset(), frozenset()) for one in segments))


def run_program(chance: random.Random) -> None:
    """A program that was altered is refused, or has an answer."""
    snapshot, module = _snapshot(), kernel.loaded()
    node = parse(chance.choice(QUERIES)).node
    tally = Tally(number(chance, 40), {"body": number(chance, 53)}, {word_key(word): 1 for word in words_of(node)})
    made: tuple[Any, ...] = compiled(node, chance.choice((snapshot, snapshot.counted_by(tally))))[:3]
    for _ in range(chance.choice((0, 1, 1, 1, 2, 3))):
        made = _altered(chance, made)
    days, most = columns(snapshot, "date_earliest"), number(chance, 20)
    with suppress(ValueError, TypeError, OverflowError, RecursionError):
        match chance.randrange(5):
            case 0:
                module.all(*made, most)
            case 1:
                after = chance.choice((None, (0.5, 3), (float("nan"), -1), (float("inf"), 1 << 62)))
                module.top(*made, most, number(chance, 31), chance.randrange(4), days, after)
            case 2:
                names = tuple(labels(live.segment, "speaker") for live in snapshot.segments)
                module.labels(*made, most, names, number(chance, 31))
            case 3:
                module.days(*made, most, days, chance.choice((days, days[:1], ())))
            case _:
                pairs = tuple((chance.randrange(2), b"storm", b"harbour") for _ in range(chance.randrange(3)))
                floor = chance.choice((None, (0.5, 3, False), (0.5, 0, True), (float("nan"), -1, True)))
                how = (pairs, 0.1, 0.05, number(chance, 31), number(chance, 31), 0.2, number(chance, 31), floor)
                module.dependent(*made, most, number(chance, 16), days, how)


def _altered(chance: random.Random, value: Any) -> Any:
    """Put something else in the place of one number, name or list, however deep it is."""
    if isinstance(value, tuple) and value and chance.randrange(8):
        place = chance.randrange(len(value))
        return (*value[:place], _altered(chance, value[place]), *value[place + 1 :])
    match value:
        case tuple() if value and chance.randrange(4):
            return value * 2 if chance.randrange(2) else value[1:]
        case int() if chance.randrange(8):
            return number(chance, 33) if chance.randrange(3) else value + chance.choice((-1, 1))
        case float() if chance.randrange(8):
            return chance.choice((0.0, -1.0, float("inf"), float("nan"), 1e308))
        case bytes() if chance.randrange(8):
            return torn(chance, value)
    return chance.choice((None, number(chance, 40), -1, 0.5, b"\1\0\0\0", "storm", bytes(2048), (), ((), ())))


# ── queries, files, texts, pickles ──


@cache
def _archive() -> Archive:
    folder = TemporaryDirectory(ignore_cleanup_errors=True)
    archive = Archive.create(folder.name)
    archive.folder = folder  # type: ignore[attr-defined]  # it goes when the archive goes
    archive.add(ARTICLES)
    archive.add([Article("Storm over the harbour. “It held,” said Ama Keza.", id="storm", date="2015-11-02")])
    return archive


def asked(chance: random.Random) -> None:
    """Any string can be asked, and what is noted points into it."""
    pieces = (chance.choice(PIECES) + chance.choice(("", " ")) for _ in range(chance.randrange(16)))
    text = "".join(pieces) if chance.randrange(3) else any_text(chance)
    for note in parse(text).diagnostics:
        assert 0 <= note.start <= note.end <= len(text), (text, note)
    page = _archive().search(text, limit=3, facets=("speaker",), explain=not chance.randrange(4))
    for hit in page.hits:
        for snippet in hit.snippets:
            assert all(0 <= start < end <= len(snippet.text) for start, end in snippet.marks), text
        _ = hit.dates, hit.quotes
    _archive().timeline(text)
    _archive().suggest(text)
    with suppress(UsageError):
        _archive().search(text, after=torn(chance, (page.next or "MTIz").encode()).decode("latin-1"))


def read(chance: random.Random) -> None:
    """Whatever a file holds, reading gives articles, which can be added, and failures with a reason."""
    name = chance.choice(NAMES)
    with TemporaryDirectory() as folder:
        content = _content(chance, name)
        Path(folder, name).write_bytes(content)
        for item in articles([Path(folder)]):
            if isinstance(item, Failure):
                item.reason.encode()
            else:
                "".join(value for value in item if isinstance(value, str)).encode()


def _content(chance: random.Random, name: str) -> bytes:
    article = chance.choice(ARTICLES)
    record = {"text": article.text, "id": article.id, "title": article.title, "date": "2015-11-02", "lang": ["en"]}
    html = f"<html><head><title>x</title></head><body><p>{article.text}</p><script>x</script></body></html>"
    table = f'text,title,date\n"{article.text}",x,2015\n'
    item = f"<title>x</title><link>https://a.example/x</link><description>{article.text}</description>"
    feed = f"<?xml version='1.0'?><rss><channel><title>y</title><item>{item}</item><item>{item}</item></channel></rss>"
    saved = f"Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n{html}\n--b--\n"
    made = {
        "xml": feed, "rss": feed, "atom": feed, "mhtml": saved, "mht": saved, "xhtml": html,
        "txt": article.text, "md": f"---\ntitle: x\n---\n# y\n{article.text}", "html": html, "htm": html,
        "json": json.dumps([record, record]), "csv": table, "tsv": table.replace(",", "\t"),
    }  # fmt: skip
    suffix = name.rpartition(".")[2]
    plain = made.get(suffix, f"{json.dumps(record)}\n" * 3).encode()
    if chance.randrange(2):
        plain = torn(chance, plain)
    packed = _zipped(chance, plain) if suffix == "zip" else PACKS.get(suffix, bytes)(plain)
    return torn(chance, packed) if chance.randrange(4) else packed


PACKS: dict[str, Callable[[bytes], bytes]] = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}


def _zipped(chance: random.Random, plain: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", chance.choice((0, 8, 12, 14))) as archive:
        archive.writestr(chance.choice(("a.txt", "../a.txt", "/etc/a.html", "b.zip", "c\n\x1b[31m.json")), plain)
        archive.writestr("d.jsonl", plain)
    return out.getvalue()


def understood(chance: random.Random) -> None:
    """Facts of any text are found, and stand in it."""
    text = any_text(chance)
    article = Article(text, title=chance.choice((None, "", text[:20])))
    facts = extract(article, prose(text), options=ExtractOptions())
    places = [span for quote in facts.quotes for span in quote.spans]
    places += [span for person in facts.persons for span in person.mentions]
    assert all(0 <= start < end <= len(text) for start, end in places), text


def unpickled(chance: random.Random) -> None:
    """Whoosh's table of contents, altered, is a value or an error; nothing is run."""
    whole = chance.choice(wholes())
    with suppress(PickleError):
        values(torn(chance, whole.files[whole.toc][chance.randrange(60) :]))
