"""What several kinds of tests share: golden files, and answers made by hand to be shown."""

import io
import os
import shutil
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from searchlib.cli.settings import SETTINGS
from searchlib.model import (
    Article,
    ArticleView,
    Bench,
    Boilerplate,
    Bucket,
    Date,
    Dateline,
    Diagnostic,
    Facts,
    Failure,
    Hit,
    HitDetails,
    HitQuote,
    Page,
    Person,
    QueryTimes,
    Quote,
    QuotePage,
    QuoteRow,
    Report,
    Snippet,
    Span,
    Timeline,
    Title,
    Topic,
    TopicLabel,
    Values,
)
from searchlib.present.terminal import screen
from tests.cases import CASES
from tests.sources import Source

GOLDEN = Path(__file__).parent / "golden"
NOBODYS_HOME = Path(tempfile.gettempdir(), f"searchlib-tests-{os.getpid()}")

FERRY = (
    "Ferry line reopens after storm\n\n"
    "PORT ELLERY – The night ferry will sail again from 2 to 5 November, "
    "harbour master Ada Lindqvist said on Monday.\n\n"
    "“No crew will sail into a gale again,” said Lindqvist. She added that the harbour had lost two pilot boats.\n"
)


settings.register_profile("searchlib", max_examples=CASES, deadline=None)  # no test depends on who else computes
settings.load_profile(
    "searchlib"
)  # here, where no test is read yet: what a test leaves open is settled when it is read


def pytest_configure() -> None:
    """Keep settings, saved searches and history of whoever runs the tests out of them."""
    for name in SETTINGS:
        os.environ.pop(f"SEARCHLIB_{name.upper()}", None)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(NOBODYS_HOME)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # A shell lets what it puts into the background ignore Ctrl-C, and so would every program that a test starts.
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_unconfigure() -> None:
    shutil.rmtree(NOBODYS_HOME, ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew; read the diff")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Compare what is shown, a text or something for rich, with the golden file named as the test."""
    path = GOLDEN / f"{request.node.name.removeprefix('test_')}.golden"

    def compare(shown: object, *, width: int = 80) -> None:
        found = "".join(f"{line.rstrip()}\n" for line in drawn(shown, width=width).splitlines())
        if request.config.getoption("--update-golden"):
            path.write_text(found, "utf8", newline="\n")
        assert path.exists(), f"no {path.name}: make it with pytest --update-golden"
        assert found == path.read_text("utf8")

    return compare


def drawn(shown: object, *, width: int) -> str:
    """Print *shown* without colour, as wide as said."""
    if isinstance(shown, str):
        return shown
    stream = io.StringIO()
    screen(stream, style="bare", width=width).print(shown)
    return stream.getvalue()


def spans(text: str, *parts: str) -> tuple[Span, ...]:
    """Where each of *parts* stands first in *text*."""
    return tuple((text.index(part), text.index(part) + len(part)) for part in parts)


def span(text: str, part: str) -> Span:
    return spans(text, part)[0]


@pytest.fixture
def ferry_quotes() -> tuple[Quote, ...]:
    role = span(FERRY, "harbour master")
    return (
        Quote(
            speaker="Ada Lindqvist",
            speaker_span=span(FERRY, "harbour master Ada Lindqvist"),
            role="harbour master",
            role_span=role,
            cue="said",
            cue_span=span(FERRY, "said on"),
            type="indirect",
            spans=spans(FERRY, "The night ferry will sail again from 2 to 5 November"),
            text="The night ferry will sail again from 2 to 5 November",
            confidence=0.85,
            pattern="trailing",
        ),
        Quote(
            speaker="Ada Lindqvist",
            speaker_span=span(FERRY, "Lindqvist. She"),
            role="harbour master",
            role_span=role,
            cue="said",
            cue_span=span(FERRY, "said Lindqvist"),
            type="direct",
            spans=spans(FERRY, "“No crew will sail into a gale again,”"),
            text="“No crew will sail into a gale again,”",
            confidence=0.95,
            pattern="inversion",
        ),
        Quote(
            speaker=None,
            speaker_span=None,
            role=None,
            role_span=None,
            cue="added",
            cue_span=span(FERRY, "added"),
            type="indirect",
            spans=spans(FERRY, "that the harbour had lost two pilot boats"),
            text="that the harbour had lost two pilot boats",
            confidence=0.5,
            pattern="clause",
        ),
    )


@pytest.fixture
def ferry_date() -> Date:
    where = span(FERRY, "2 to 5 November")
    return Date("event", "2 to 5 November", where, None, None, "--11-02/--11-05", "day", "text:range")


@pytest.fixture
def ferry_facts(ferry_quotes: tuple[Quote, ...], ferry_date: Date) -> Facts:
    weekday = Date("mentioned", "Monday", span(FERRY, "Monday"), None, None, None, "none", "text:weekday")
    return Facts(
        title=Title("Ferry line reopens after storm", (0, 30)),
        dateline=Dateline("PORT ELLERY", span(FERRY, "PORT ELLERY")),
        dates=(ferry_date, weekday),
        persons=(Person("Ada Lindqvist", "harbour master", spans(FERRY, "Ada Lindqvist", "Lindqvist. She")),),
        quotes=ferry_quotes,
        topics=(Topic("20001128", "water transport", 0.8, spans(FERRY, "ferry", "harbour")),),
        boilerplate=(Boilerplate("caption", (0, 5)),),
        lang="en",
    )


@pytest.fixture
def ferry(ferry_facts: Facts) -> ArticleView:
    article = Article(FERRY, id="ferry.txt", path="news/ferry.txt", source="The Ellery Echo", author="Tom Vale")
    return ArticleView(article, ferry_facts, spans(FERRY, "sail again", "gale"))


@pytest.fixture
def page(ferry_date: Date) -> Page:
    """Two hits: one with all that a hit may have, one with as little as it may."""
    snippet = "harbour master Ada Lindqvist said on Monday.\n\n“No crew will sail into a gale again,” said Lindqvist."
    said = "“No crew will sail into a gale again,”"
    full = Source(
        kept={"id": "ferry.txt", "title": "Ferry line reopens after storm", "path": "news/ferry.txt"}.__getitem__,
        snippets=lambda: (
            Snippet("title", 0, "Ferry line reopens after storm", ((0, 5),)),
            Snippet("body", FERRY.index("harbour master"), snippet, spans(snippet, "sail", "gale")),
        ),
        details=lambda: HitDetails(
            dates=(ferry_date,),
            speakers=("Ada Lindqvist", "Tom Vale"),
            topics=(TopicLabel("20001128", "water transport"), TopicLabel("20000147", "storm damage")),
            quotes=(HitQuote("Ada Lindqvist", said, spans(said, "sail", "gale")),),
        ),
    )
    bare = Source(
        kept={"id": "東京/港.txt", "title": "東京港のフェリー、嵐のあと再開", "path": ""}.__getitem__,
        snippets=lambda: (Snippet("body", 0, "Sail and gale, again.", ((0, 4), (9, 13))),),
        details=lambda: HitDetails(
            dates=(Date("published", "2015-11-02", None, "2015-11-02", "2015-11-02", None, "day", "metadata"),),
            speakers=(),
            topics=(),
            quotes=(),
            title_derived=True,
        ),
    )
    facets = {"speaker": [("Ada Lindqvist", 12), ("Tom Vale", 1)]}
    noticed = (Diagnostic("warning", "unknown field `speakr`", 5, 11, "did you mean `speaker`?"),)
    return Page(
        "sail speakr:lindqvist gale",
        (Hit(1, 3.125, full), Hit(2, 1.5, bare)),
        total=46,
        took_ms=1.234,
        next=lambda: "MS4yLjM",
        diagnostics=noticed,
        facets=facets,
    )


@pytest.fixture
def quote_page(ferry_quotes: tuple[Quote, ...], ferry_date: Date) -> QuotePage:
    direct, unnamed = ferry_quotes[1:]
    rows = (
        QuoteRow(
            1, 2.5, "ferry.txt", "Ferry line reopens after storm", (ferry_date,), direct, spans(direct.text, "gale")
        ),
        QuoteRow(2, 1.0, "ferry.txt", "Ferry line reopens after storm", (), unnamed, ()),
    )
    return QuotePage("gale", rows, total=2, took_ms=0.5)


@pytest.fixture
def timeline() -> Timeline:
    return Timeline((Bucket("2015-10", 3), Bucket("2015-11", 12), Bucket("2015-12", 1)), undated=7)


@pytest.fixture
def values() -> Values:
    return Values("speaker", (("Ada Lindqvist", 1204), ("東京港長", 31), ("Tom Vale", 2)))


@pytest.fixture
def report() -> Report:
    failed = (Failure("news/empty.txt", "empty file"), Failure("news/\x1b[31mred.txt", "is no text"))
    return Report(added=1200, updated=3, unchanged=40, duplicates=1, quotes=5210, speakers=811, failed=failed)


@pytest.fixture
def measured() -> Bench:
    """Times made by hand: a query that was given, and two of a kind, one with wide signs."""
    given = QueryTimes("given", 'kagame "information sharing"', 2, 0.456, 1.25, 12.5, 1234.5, 0.21, 0.42, 0.04, 0.33)
    rare = QueryTimes("rare word", "zeppelin", 0, 0.0125, 0.02, 0.02, 50000.0, 0.996, 0.002, 0.0, 0.002)
    wide = QueryTimes("rare word", "東京港 OR =1+1", 72644, 1530.2, 2000.0, 2400.0, 0.6, 0.0, 1.0, 0.0, 0.0)
    overall = QueryTimes("all", "", 72646, 0.456, 2000.0, 2400.0, 1.9, 0.001, 0.6, 0.049, 0.35)
    return Bench("index", 7, 72644, 3, "compiled", 20, 1, 10, overall, (given, rare, wide))
