import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchlib.extract.people import find_people
from searchlib.extract.quotes import find_quotes
from searchlib.extract.sentences import find_sentences
from tests.cases import cases
from tests.told import prose_of, quotes_in

_WORDS = """
    “ ” " ' ‘ ’ « » '' , . ; : — - -- ( ) ? ! … 's ’s said says adding told that to the a an of and but she he who Lee
    Ann Roe President Kenyan Sen Mr according hall was full rained vowed praised INTERPOL Monday 45 U.S. reporters asked
    whether"""
WORDS = st.sampled_from([*_WORDS.split(), "\n"])
TEXTS = st.lists(WORDS, max_size=60).map(" ".join)

STORY = (
    "President {full} opened the hall.\n"
    "“We agree,” {last} said. “We always did.” {last} said that it rained, adding that it was “a good day.”\n"
    "The hall was full that day, said President {last}. {last} praised the plan."
)


@given(st.one_of(TEXTS, st.text(max_size=200)))
@settings(max_examples=cases(300), deadline=None)
def test_any_text_gives_quotations_whose_spans_are_their_words(text: str) -> None:
    for quote in quotes_in(text):
        joined = " ".join(text[first:last] for first, last in quote.spans)
        assert joined == quote.text
        for span, words in ((quote.cue_span, quote.cue),):
            assert (span is None) == (words is None)
            assert span is None or text[slice(*span)] == words


@given(TEXTS)
@settings(max_examples=cases(200), deadline=None)
def test_what_is_precise_is_wide_too(text: str) -> None:
    wide = {(quote.speaker, quote.spans) for quote in quotes_in(text)}
    assert {(quote.speaker, quote.spans) for quote in quotes_in(text, "precise")} <= wide


@given(st.one_of(TEXTS, st.text(max_size=200)))
@settings(max_examples=cases(200), deadline=None)
def test_sentences_are_in_order_and_hold_every_word(text: str) -> None:
    spans = find_sentences(text)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    letters = "".join(text[first:last] for first, last in spans)
    assert "".join(letters.split()) == "".join(text.split()) or not text.isascii()


@given(st.sampled_from(["Mary Doe", "Paul Roe", "Marta Zweig", "José Núñez"]))
def test_another_name_leaves_the_same_words(name: str) -> None:
    other = "Ann Lee"
    mine = quotes_in(STORY.format(full=name, last=name.split()[1]))
    theirs = quotes_in(STORY.format(full=other, last=other.split()[1]))
    assert [quote.text for quote in mine] == [quote.text for quote in theirs]
    assert {quote.speaker for quote in mine} == {name}


@pytest.mark.parametrize(
    ("before", "after"), [("{last} said", "said {last}"), ("said President {last}", "President {last} said")]
)
def test_x_said_is_said_x(before: str, after: str) -> None:
    story = STORY.replace("“We agree,” " + before, "“We agree,” " + after).replace("day, " + before, "day, " + after)
    mine = quotes_in(story.format(full="Ann Lee", last="Lee"))
    theirs = quotes_in(STORY.format(full="Ann Lee", last="Lee"))
    assert [(quote.speaker, quote.text) for quote in mine] == [(quote.speaker, quote.text) for quote in theirs]


@pytest.mark.parametrize("marks", ['""', "«»", ("''", "''"), "‘’"])
def test_other_marks_change_nothing(marks: tuple[str, str]) -> None:
    story = STORY.format(full="Ann Lee", last="Lee")
    mine = quotes_in(story.replace("“", marks[0]).replace("”", marks[1]))
    bare = [quote.text.replace(marks[0], "").replace(marks[1], "") for quote in mine]
    assert bare == [quote.text.replace("“", "").replace("”", "") for quote in quotes_in(story)]
    assert {quote.speaker for quote in mine} == {"Ann Lee"}


@pytest.mark.parametrize(
    "piece",
    ['"a ', '"a "a "a ', "A ", "A", "(", "((a) ", "‘a ", "“a” ", "Mr. ", "President of ", "said ", "he said, ",
     "according to ", "X said that ", "A, ", "the president ", ". ", "“a\n", '"\n', "'s ", "Lee said “a.” “a.” ",
     "Ann (Ann ", "“We go.\n", "Sens. Ann Lee, Sen. Tom Roe said "],
)  # fmt: skip
def test_time_is_linear_in_the_length_of_hostile_text(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        prose = prose_of(text)
        start = time.process_time()
        find_quotes(prose, find_people(prose))
        return time.process_time() - start

    seconds(2_000)
    short, long = (min(seconds(length) for _ in range(3)) for length in (20_000, 160_000))
    assert long < 24 * short + 0.2
