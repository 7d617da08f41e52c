"""Words of a text that are also written together, and their parts."""

import pytest

from searchlib.analyse.apart import apart
from searchlib.analyse.tokens import english


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the I-Checkit initiative", ["icheckit i checkit"]),
        ("“E-mails,” O’Brien said", ["email e mails", "obrien o brien"]),
        ("a day-to-day matter\nof Jean-Pierre's", ["daytoday day to day", "jeanpierr jean pierre"]),
        ("Rwanda's; don't; - one -- two; (pre-war)", ["prewar pre war"]),
        ("AT&T, example.com, U.S., 2015-11-02, levels.As", []),
        ("Co-op, co-op, CO-OP", ["coop co op"]),
        ("a-b-c-d-e-f", []),
        ("x" * 100 + "-" + "y" * 100, []),
        ("-- ' - ’", []),
        ("", []),
    ],
)
def test_words_written_apart_are_named_with_their_parts(text: str, found: list[str]) -> None:
    assert apart(text) == found


def test_what_is_named_are_tokens_of_the_text() -> None:
    for entry in apart("The I-Checkit initiative of well-being, day-to-day"):
        term, *parts = entry.split()
        tokens = english("The I-Checkit initiative of well-being, day-to-day")
        place = tokens.terms.index(term)
        shown = dict(zip(tokens.positions, range(len(tokens.positions)), strict=True))
        assert set(parts) <= set(tokens.forms)
        assert tokens.positions[place] in shown
