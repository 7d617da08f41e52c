import pytest

from searchlib.extract.sentences import find_sentences


def sentences(text: str) -> list[str]:
    return [text[first:last] for first, last in find_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rains. It pours.", ["It rains.", "It pours."]),
        ("It fell to low levels.As it rose, we left.", ["It fell to low levels.", "As it rose, we left."]),
        ("Mr. Roe met Sen. A. B. Doe in Jan. 2014.", ["Mr. Roe met Sen. A. B. Doe in Jan. 2014."]),
        ("She left the U.S. He stayed.", ["She left the U.S.", "He stayed."]),
        ("The U.S. Senate met at 3 p.m. on Monday.", ["The U.S. Senate met at 3 p.m. on Monday."]),
        ("“Stop.” They ran.", ["“Stop.”", "They ran."]),
        ("He paid 2.5 per cent. of it.", ["He paid 2.5 per cent. of it."]),
        ("Why?! Because… it is.", ["Why?!", "Because… it is."]),
        (
            "Ann Lee (R-S.C.) and Tom Roe (D-N.Y.) met. It rained.",
            ["Ann Lee (R-S.C.) and Tom Roe (D-N.Y.) met.", "It rained."],
        ),
        ("She said no. Roe met the No. 5 there, no. 6 too.", ["She said no.", "Roe met the No. 5 there, no. 6 too."]),
        ("One\nTwo", ["One", "Two"]),
        ("", []),
        ("visit example.com now", ["visit example.com now"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_bracket_behind_a_short_form_goes_on_with_the_sentence() -> None:
    assert len(find_sentences("Bill Roe, M.D. (R-Ohio) made a statement.")) == 1
