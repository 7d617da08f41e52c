from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from searchlib.cli.words import query_of, split

VALUES = {"--limit": 1, "--any": 0, "-h": 0}
arguments = st.lists(
    st.sampled_from(["kagame", "-police", "--limit", "--limit=5", "--any", "--", "-", "--nay", "-h", "5"])
)


@given(arguments)
def test_nothing_typed_is_lost(arguments: list[str]) -> None:
    parts = split(arguments, VALUES)
    typed, found = (Counter("".join(texts).replace("=", "")) for texts in (arguments, (*parts.options, *parts.words)))
    assert not found - typed
    assert typed - found in (Counter(), Counter("--"))


def test_what_starts_with_a_hyphen_and_is_no_option_is_text() -> None:
    assert split(["-police", "--11-02", "-", "-5"], VALUES).words == ("-police", "--11-02", "-", "-5")


def test_an_option_may_stand_anywhere() -> None:
    parts = split(["a", "--limit", "5", "b", "--any"], VALUES)
    assert (parts.options, parts.words) == (("--limit=5", "--any"), ("a", "b"))


def test_a_value_may_start_with_a_hyphen() -> None:
    assert split(["--limit", "--any"], VALUES).options == ("--limit=--any",)


def test_two_hyphens_end_the_options() -> None:
    assert split(["a", "--", "--limit", "--", "5"], VALUES).words == ("a", "--limit", "--", "5")


def test_a_word_that_looks_like_an_option_is_doubtful() -> None:
    assert split(["--nay", "--11-02", "-x"], VALUES).doubtful == ("--nay",)


def test_what_follows_two_hyphens_is_not_doubtful() -> None:
    assert split(["--", "--nay"], VALUES).doubtful == ()


def test_an_option_without_its_value_is_left_to_the_parser() -> None:
    assert split(["--limit"], VALUES).options == ("--limit",)


def test_bytes_that_are_no_text_stop_nothing() -> None:
    assert query_of(["caf\udce9", "a"]) == "caf� a"
    assert query_of(["caf\udcc3\udca9"]) == "café"
