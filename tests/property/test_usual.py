"""What holds for the short road of runs of a usual shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.analyse.split import LONGEST, split
from searchlib.analyse.usual import usual

words = st.text("aBz019", min_size=1, max_size=3) | st.text("aB0", min_size=60, max_size=66)
runs = st.builds(
    lambda first, rest: first + "".join(mark + word for mark, word in rest),
    words,
    st.lists(
        st.tuples(st.sampled_from(["-", ".", ",", "'", "’", "&", ".-", "_", "‐", "ü"]), words | st.just("s")),
        max_size=7,
    ),
)


@given(
    runs
    | st.from_regex(r"\A[0-9]{1,3}(,[0-9]{3}){0,3}(\.[0-9]+)?\Z")
    | st.from_regex(r"\A[aB0]{1,3}(-[aB0]{1,3}){1,7}\Z")
)
def test_the_short_road_gives_the_words_that_the_definition_gives(run: str) -> None:
    assert usual(run) in ([], split(run))


@pytest.mark.parametrize(
    "run",
    ["in-flight", "Rwanda’s", "MAYOR'S", "1,000", "12.5", "1,000.5", "levels.As", "9-11", "1-2-3-4-5", "a-b-c-d-e-f"],
)
def test_usual_runs_take_the_short_road(run: str) -> None:
    assert usual(run) == split(run)


@pytest.mark.parametrize(
    "run", ["U.S", "J.K", "AT&T", "don't", "Zürich-West", "1,00", "a" * LONGEST + "-b", "x_y", "東-西"]
)
def test_other_runs_take_the_road_of_the_definition(run: str) -> None:
    assert usual(run) == []
