"""All extractors in turn, on articles of every kind."""

from time import process_time

import pytest

from searchlib.clean.prose import prose
from searchlib.extract.article import ExtractOptions, extract
from searchlib.model import Article, Facts

RAW = (
    "Police chiefs meet\n\nKIGALI, Rwanda, Nov. 3 – Police chief Ann Lee said on Monday that crime is rising.\n\n"
    "“We must work together,” Lee said. The police of many countries agreed."
)


def facts(raw: str, *, options: ExtractOptions | None = None, **metadata: str) -> Facts:
    return extract(Article(raw, **metadata), prose(raw), options=options or ExtractOptions())


def test_everything_is_found_in_one_call() -> None:
    found = facts(RAW)
    assert found.title is not None
    assert found.title.text == "Police chiefs meet"
    assert found.dateline is not None
    assert found.dateline.place == "KIGALI, Rwanda"
    assert found.dates[0].pattern == "--11-03"
    assert [person.name for person in found.persons] == ["Ann Lee"]
    assert {quote.speaker for quote in found.quotes} == {"Ann Lee"}
    assert "20000133" in {topic.code for topic in found.topics}


def test_metadata_win() -> None:
    found = facts(RAW, title="Chiefs of police meet", date="2015-11-03", lang="en")
    assert found.title is not None
    assert (found.title.text, found.title.span) == ("Chiefs of police meet", None)
    assert (found.dates[0].earliest, found.dates[0].provenance) == ("2015-11-03", "metadata")
    assert found.lang == "en"


def test_the_operator_may_say_when_it_appeared() -> None:
    found = facts(RAW, options=ExtractOptions(published="2015"))
    assert [date.earliest for date in found.dates if date.text == "Nov. 3"] == ["2015-11-03"]


def test_precise_gives_attributed_quotations_only() -> None:
    raw = f"{RAW}\n\n“Nobody says this,”"
    wide, precise = facts(raw), facts(raw, options=ExtractOptions(mode="precise"))
    assert set(precise.quotes) <= set(wide.quotes)
    assert all(quote.speaker for quote in precise.quotes)


def test_nothing_gives_nothing() -> None:
    assert facts("") == Facts(None, None, (), (), (), (), ())


def test_carriage_returns_change_no_fact() -> None:
    plain, other = facts(RAW), facts(RAW.replace("\n", "\r\n"))
    assert [quote.text for quote in plain.quotes] == [quote.text for quote in other.quotes]
    assert [(topic.code, topic.score) for topic in plain.topics] == [
        (topic.code, topic.score) for topic in other.topics
    ]
    assert [date[:2] + date[3:] for date in plain.dates] == [date[:2] + date[3:] for date in other.dates]


REPEATED = (
    "2 November ", "in 2015 ", "Monday ", "today ", "human and drug ", "police ", "A", "1-1-1-", "May May ", "“ ‘ ",
    "2 – 5 Nov ", "WASHINGTON, ", "the of and ", "11/11/11 ",
)  # fmt: skip


@pytest.mark.parametrize("part", REPEATED)
def test_the_same_again_and_again_takes_linear_time(part: str) -> None:
    raw = part * (100_000 // len(part))
    clean = prose(raw)
    began = process_time()
    extract(Article(raw), clean)
    assert process_time() - began < 20
