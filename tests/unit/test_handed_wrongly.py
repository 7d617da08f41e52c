"""What a program hands wrongly to the questions of an archive is a `UsageError` that says so, and no silent answer."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from searchlib import Archive, Article, UsageError

ROWS = "a whole number, 0 or more"
SEQUENCE = "a sequence of names, not one string"
DAY = "a date such as 2015, 2015-11 or 2015-11-02"


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Archive:
    archive = Archive.create(tmp_path_factory.mktemp("news") / "index")
    archive.add(
        [
            Article("The ferry sails. “The harbour is open,” Ada Lindqvist said.", id="a", date="2006-05-02"),
            Article("The ferry waits. “The harbour is shut,” Ada Lindqvist said.", id="b", date="2006-05-03"),
        ]
    )
    return archive


class Whole:
    """A number that is no `int`, as those of numpy."""

    def __index__(self) -> int:
        return 1


def ways(archive: Archive):
    """Every question that takes a limit, as a function of it that gives the number of rows."""
    return {
        "search": lambda limit: len(archive.search("ferry", limit=limit)),
        "unfolded": lambda limit: len(archive.search("ferry", limit=limit, fold=False, sort="date")),
        "defined": lambda limit: len(archive.search("ferry", limit=limit, ranking="whoosh")),
        "pairs": lambda limit: len(archive.search("the ferry sails waits", limit=limit, operator="or")),
        "quotes": lambda limit: len(archive.quotes("harbour", limit=limit)),
        "similar": lambda limit: len(archive.similar("a", limit=limit)),
        "facets": lambda limit: len(archive.facets("ferry", "speaker", limit).values),
        "years": lambda limit: len(archive.facets("ferry", "year", limit).values),
        "suggest": lambda limit: len(archive.suggest("ferry", limit)),
    }


QUESTIONS = tuple(ways(None))  # type: ignore[arg-type]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("limit", [-1, -(2**70), "3", 3.0, True, [3], b"3"])
def test_a_limit_that_is_no_number_of_rows_is_named(archive: Archive, question: str, limit: object) -> None:
    with pytest.raises(UsageError, match=re.escape(f"limit: {limit!r}, but expected {ROWS}")):
        ways(archive)[question](limit)


@pytest.mark.parametrize("question", [name for name in QUESTIONS if name not in ("facets", "years")])
def test_no_limit_is_a_number_too(archive: Archive, question: str) -> None:
    with pytest.raises(UsageError, match="limit: None"):
        ways(archive)[question](None)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_limit_beyond_every_answer_means_all_of_it(archive: Archive, question: str) -> None:
    ask = ways(archive)[question]
    assert [ask(limit) for limit in (2**31, 2**62, 2**63, 10**5000)] == [ask(100)] * 4
    assert ask(Whole()) == ask(1)


def test_a_number_that_python_does_not_write_is_refused_all_the_same(archive: Archive) -> None:
    with pytest.raises(UsageError, match=f"limit: an int, but expected {ROWS}"):
        archive.search("ferry", limit=-(10**5000))


@pytest.mark.parametrize("argument", ["facets", "topics", "speakers"])
@pytest.mark.parametrize("wrong", ["speaker", b"speaker", None, 5])
def test_names_are_a_sequence(archive: Archive, argument: str, wrong: object) -> None:
    with pytest.raises(UsageError, match=re.escape(f"{argument}: {wrong!r}, but expected {SEQUENCE}")):
        archive.search("ferry", **{argument: wrong})


@pytest.mark.parametrize("argument", ["topics", "speakers"])
@pytest.mark.parametrize("wrong", [None, 5, b"Ada", ["Ada"]])
def test_a_name_is_a_text(archive: Archive, argument: str, wrong: object) -> None:
    with pytest.raises(UsageError, match=re.escape(f"{argument[:-1]}: {wrong!r}, but expected a name with letters")):
        archive.search("ferry", **{argument: [wrong]})


@pytest.mark.parametrize("wrong", [0, 5, [], ["Ada"], b"Ada", False])
def test_who_said_it_is_one_name(archive: Archive, wrong: object) -> None:
    with pytest.raises(UsageError, match=re.escape(f"speaker: {wrong!r}, but expected a name with letters")):
        archive.quotes("harbour", speaker=wrong)  # type: ignore[arg-type]
    assert archive.quotes("harbour", speaker="").total == archive.quotes("harbour").total == 2


@pytest.mark.parametrize("wrong", [None, 5, b"ferry", ["ferry"], Article("ferry")])
def test_a_query_is_a_text_or_one_of_whooshs(archive: Archive, wrong) -> None:
    questions = (
        lambda: archive.search(wrong),
        lambda: archive.quotes(wrong),
        lambda: archive.facets(wrong, "speaker"),
        lambda: archive.timeline(wrong),
        lambda: archive.explain(wrong, "a"),
    )
    for ask in questions:
        with pytest.raises(UsageError, match=r"query: .*, but expected a text in the query language, or a query of"):
            ask()


@pytest.mark.parametrize("wrong", [0, False, [], b""])
def test_no_query_of_a_view_is_none_or_nothing_typed(archive: Archive, wrong) -> None:
    with pytest.raises(UsageError, match="query: "):
        archive.view("a", wrong)
    assert archive.view("a", None) == archive.view("a", "") == archive.view("a")


@pytest.mark.parametrize("argument", ["since", "until"])
@pytest.mark.parametrize("wrong", [2015, 2015.0, b"2015", ("2015",), ""])
def test_a_date_is_a_text_or_a_day(archive: Archive, argument: str, wrong: object) -> None:
    for ask in (archive.search, archive.quotes):
        with pytest.raises(UsageError, match=re.escape(f"{argument}: {wrong!r}, but expected {DAY}")):
            ask("ferry", **{argument: wrong})


@pytest.mark.parametrize("wrong", [5, b"2015-11-02", "2015", ["2015-11-02"]])
def test_today_is_a_day(archive: Archive, wrong) -> None:
    with pytest.raises(UsageError, match=re.escape(f"now: {wrong!r}, but expected a day such as 2015-11-02")):
        archive.search("ferry", now=wrong)


def test_a_moment_is_a_day(archive: Archive) -> None:
    moment = datetime(2006, 5, 3, 12, 30)
    assert archive.search("ferry", since=moment, until=moment).total == 1
    assert archive.search("date:yesterday", now=moment).total == archive.search("date:2006-05-02").total == 1


@pytest.mark.parametrize("wrong", [0, 3, b"after", ["after"], False])
def test_a_cursor_is_a_text(archive: Archive, wrong) -> None:
    for ask in (archive.search, archive.quotes):
        with pytest.raises(UsageError, match=re.escape(f"after: {wrong!r}, but expected a cursor as given in")):
            ask("ferry", after=wrong)
    with pytest.raises(UsageError, match="after: "):
        archive.similar("a", after=wrong)


@pytest.mark.parametrize("wrong", [None, 5, ["month"], {}])
def test_a_choice_without_a_meaning_is_named(archive: Archive, wrong) -> None:
    with pytest.raises(UsageError, match=re.escape(f"by: {wrong!r}, but expected one of day, month, year")):
        archive.timeline("ferry", by=wrong)
    with pytest.raises(UsageError, match=r"field: .*, but expected one of speaker"):
        archive.facets("ferry", wrong)
    with pytest.raises(UsageError, match=r"field: .*, but expected one of speaker"):
        archive.search("ferry", facets=[wrong])
    with pytest.raises(UsageError, match=r"kind: .*, but expected word or speaker"):
        archive.suggest("ferry", kind=wrong)
    with pytest.raises(UsageError, match=r"beginning: .*, but expected a text"):
        archive.suggest(wrong)
    for argument in ("sort", "ranking", "operator"):
        with pytest.raises(UsageError, match=rf"{argument}: .*, but expected"):
            archive.search("ferry", **{argument: wrong})


@pytest.mark.parametrize(
    ("since", "until"), [("2007", "2005"), ("2007-02", "2007-01"), (date(2006, 5, 3), date(2006, 5, 2))]
)
def test_a_stretch_that_ends_before_it_begins_is_told(archive: Archive, since, until) -> None:
    for ask in (archive.search, archive.quotes):
        with pytest.raises(
            UsageError, match=re.escape(f"until: {until!r}, but expected no day before since ({since})")
        ):
            ask("ferry", since=since, until=until)


def test_a_stretch_of_one_day_or_within_a_year_is_whole(archive: Archive) -> None:
    assert archive.search("ferry", since="2006-05-02", until="2006-05-02").total == 1
    assert archive.search("ferry", since="2006-05-03", until="2006").total == 1


@pytest.mark.parametrize("wrong", ["3", None, 1.5, 0, -1, True])
def test_jobs_are_a_number(archive: Archive, tmp_path: Path, wrong) -> None:
    with pytest.raises(UsageError, match=re.escape(f"jobs: {wrong!r}, but expected a number from 1 up")):
        archive.add([Article("A ferry.", id="c")], jobs=wrong)
    with pytest.raises(UsageError, match="jobs: "):
        archive.renew(jobs=wrong)
    other = tmp_path / "other"
    Archive.create(other).export(tmp_path / "whoosh")
    with pytest.raises(UsageError, match="jobs: "):
        archive.take_over(tmp_path / "whoosh", jobs=wrong)


@pytest.mark.parametrize("wrong", ["3", None, -1, float("nan"), [1]])
def test_the_time_to_wait_is_a_number_of_seconds(archive: Archive, tmp_path: Path, wrong) -> None:
    questions = (
        lambda: archive.add([Article("A ferry.", id="c")], wait=wrong),
        lambda: archive.remove("a", wait=wrong),
        lambda: archive.compact(wait=wrong),
        lambda: archive.renew(wait=wrong),
        lambda: Archive.repair(archive.path, wait=wrong),
        lambda: Archive.create(tmp_path / "new", wait=wrong),
        lambda: Archive.create(tmp_path / "new", exist="replace", wait=wrong),
    )
    for ask in questions:
        with pytest.raises(UsageError, match=re.escape(f"wait: {wrong!r}, but expected a number of seconds")):
            ask()
    assert archive.stats().articles == 2


def test_any_time_to_wait_is_none_where_nobody_else_writes(archive: Archive) -> None:
    assert archive.remove("none", wait=10**400).failed
    assert archive.remove("none", wait=float("inf")).failed
