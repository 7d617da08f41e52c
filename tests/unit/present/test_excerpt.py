from hypothesis import given
from hypothesis import strategies as st

from searchlib.model import Diagnostic
from searchlib.present.caret import columns, lines
from searchlib.present.excerpt import excerpt, with_ellipses

text = st.text(st.sampled_from("ab 東."), max_size=120).map(lambda drawn: " ".join(drawn.split()))
long_text = st.lists(text.filter(bool), min_size=6, max_size=20).map(" ".join)


@given(long_text, st.integers(90, 130), st.integers(0, 400), st.integers(1, 9))
def test_an_excerpt_is_short_and_keeps_the_first_mark(text: str, limit: int, start: int, length: int) -> None:
    mark = (min(start, len(text)), min(start + length, len(text)))
    marks = [mark] if mark[0] < mark[1] else []
    shown, places = excerpt(text, marks, limit=limit)
    assert len(shown) <= limit + 24 + len("…  …")
    assert [shown[left:right] for left, right in places] == [text[left:right] for left, right in marks]


def test_a_whole_sentence_needs_no_ellipsis() -> None:
    assert with_ellipses("It rained.", [(3, 9)]) == ("It rained.", ((3, 9),))


@given(text, st.integers(-3, 130), st.integers(-3, 130), st.integers(20, 90))
def test_carets_fit_the_screen_and_never_fail(query: str, start: int, end: int, width: int) -> None:
    found = list(lines(query, [Diagnostic("info", "x", start, end)], width=width))
    assert all(columns(row) <= width for row in found)


def test_carets_stand_below_the_place() -> None:
    _, excerpt_line, pointer = lines("東京 gale:x", [Diagnostic("info", "x", 3, 7)])
    assert columns(excerpt_line[: excerpt_line.index("gale")]) == pointer.index("^")
    assert pointer.count("^") == 4


def test_neighbours_that_only_inform_share_one_picture_of_the_query() -> None:
    found = [Diagnostic("info", "a: 1", 0, 1), Diagnostic("info", "no b", 2, 3, "c?"), Diagnostic("info", "both", 0, 3)]
    assert list(lines("a b d", found)) == ["  a b d", "  ^ ^", "info: a: 1", "info: no b; c?", "info: both"]
    assert list(lines("a b d", [Diagnostic("warning", "x", 4, 5), *found]))[:3] == ["warning: x", "  a b d", "      ^"]


def test_a_query_of_many_faults_is_cut_short() -> None:
    found = list(lines("a" * 100_000, [Diagnostic("info", "x", place, place + 1) for place in range(5000)]))
    assert len(found) < 40
    assert "4992 more" in found[-1]
