import sys

from hypothesis import given
from hypothesis import strategies as st

from searchlib.present.safe import line, marked, paragraphs, unsafe, visible

hostile = st.text(st.sampled_from("ab \n\t\r\x1b\x9b\x00\u202e\u2028\ud800\u3000“é東"), max_size=40)


def spans(length: int) -> st.SearchStrategy[list[tuple[int, int]]]:
    place = st.integers(-1, length + 1)
    return st.lists(st.tuples(place, place), max_size=4)


def test_nothing_unsafe_is_printable() -> None:
    found = "".join(sign for sign in map(chr, range(sys.maxunicode + 1)) if unsafe().match(sign))
    assert len(found) > 2000  # the surrogates alone
    assert not any(map(str.isprintable, found))


@given(hostile)
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    assert not unsafe().search(visible(text))
    assert not unsafe().search(line(text))


@given(hostile)
def test_offsets_into_the_text_still_hold(text: str) -> None:
    assert len(visible(text)) == len(text)


@given(hostile)
def test_a_line_of_a_line_is_the_same_line(text: str) -> None:
    assert line(line(text)) == line(text)


@given(st.data(), hostile)
def test_marks_stay_on_their_words(data: st.DataObject, text: str) -> None:
    marks = data.draw(spans(len(text)))
    shown, places = marked(text, marks)
    assert shown == line(text)
    wanted = [line(text[start:end]) for start, end in marks if 0 <= start < end <= len(text)]
    assert [shown[start:end].strip() for start, end in places] == [words for words in wanted if words] or any(
        not words for words in wanted
    )


@given(st.data(), hostile)
def test_marks_never_leave_the_line(data: st.DataObject, text: str) -> None:
    shown, places = marked(text, data.draw(spans(len(text))))
    assert all(0 <= start < end <= len(shown) for start, end in places)


@given(hostile)
def test_paragraphs_hold_all_words(text: str) -> None:
    assert " ".join(shown for shown, _ in paragraphs(text, ())) == line(text)


def test_a_mark_over_two_paragraphs_marks_both() -> None:
    assert paragraphs("one two\nthree four", [(4, 13)]) == [("one two", ((4, 7),)), ("three four", ((0, 5),))]


def test_an_override_of_the_reading_direction_is_seen() -> None:
    assert visible("gpj\u202eexe") == "gpj�exe"


def test_hebrew_and_arabic_marks_stay() -> None:
    assert visible("\u200fשלום\u200e") == "\u200fשלום\u200e"
