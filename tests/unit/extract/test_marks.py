import pytest

from searchlib.extract.marks import is_title, pair_marks
from searchlib.extract.sentences import paragraphs
from searchlib.extract.words import tokenise


def quoted(text: str) -> list[str]:
    words = tokenise(text)
    return [words.slice(pair.open, pair.close + 1) for pairs in pair_marks(words, paragraphs(words)) for pair in pairs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We agree,” he said.", ["“We agree,”"]),
        ('"We agree," he said.', ['"We agree,"']),
        ("''We agree,'' he said.", ["''We agree,''"]),
        ("«We agree», he said.", ["«We agree»"]),
        ("„We agree“, he said.", ["„We agree“"]),
        ("‘We love the voters’ choice,’ he said.", ["‘We love the voters’ choice,’"]),
        ("'We agree,' he said of the 1990s.", ["'We agree,'"]),
        ("The voters' choice is O'Neil's, 'em all, back in the '90s.", []),
        ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
        ('"It is not "even" near," she said.', ['"It is not "even" near,"']),
        ("“We agree, Roe said.", []),
        ("We agree,” Roe said.", []),
        ("“One.\n“Two,” he said.", ["“One.", "“Two,”"]),
        ("“One.\nTwo, he said.", []),
    ],
)
def test_marks_pair_and_apostrophes_do_not(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("the plan ‘Vision 2031: Growing together’ is good", True),
        ("her book “Winter Light Over Hills” sold well", True),
        ("he said ‘Vision 2031: it is growing,’ and left", False),
        ("he called it “a good plan” then", False),
        ("she told “Fox & Friends” that it rained", True),
        ("she told “Good Morning Leeds,” a show", True),
        ("she told him “Get Out Now” and left", False),
        ("she told him, “Get Out Now” and left", False),
        ("on ABC’s “Good Morning America” she said", True),
        ("on ABC’s “Good Morning, America” she said", False),
        ("she told “everybody here” to go", False),
    ],
)
def test_a_title_in_marks_is_not_speech(text: str, title: bool) -> None:
    words = tokenise(text)
    ((pair,),) = pair_marks(words, paragraphs(words))
    assert is_title(words, pair) is title
