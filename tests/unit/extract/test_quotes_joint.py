"""What several say together is a quotation of each of them; who only stands beside them says nothing."""

import pytest

from tests.told import quotes_in


def speakers(text: str) -> list[str | None]:
    return [quote.speaker for quote in quotes_in(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mayor Ann Lee and Councillor Tom Reed said the bridge would reopen.", ["Ann Lee", "Tom Reed"]),
        ("“We are glad,” Ann Lee and Tom Reed said in a joint statement.", ["Ann Lee", "Tom Reed"]),
        ("“We are glad,” said Ann Lee and Tom Reed.", ["Ann Lee", "Tom Reed"]),
        ("“We are glad,” said Ann Lee, Tom Reed and Mary Hill.", ["Ann Lee", "Tom Reed", "Mary Hill"]),
        ("Ann Lee, Tom Reed and Mary Hill told reporters that they were glad.", ["Ann Lee", "Tom Reed", "Mary Hill"]),
        ("Ann Lee, Tom Reed, and Mary Hill said that they were glad.", ["Ann Lee", "Tom Reed", "Mary Hill"]),
        ("On Monday Ann Lee & Tom Reed said that they were glad.", ["Ann Lee", "Tom Reed"]),
        ("Ann Lee and Tom Reed say that they are glad.", ["Ann Lee", "Tom Reed"]),
        ("According to Ann Lee and Tom Reed, the bridge was safe.", ["Ann Lee", "Tom Reed"]),
        ("Sens. Ann Lee (D-Ohio) and Tom Reed said that they were glad.", ["Ann Lee", "Tom Reed"]),
        ("Ann Lee, the mayor, and Tom Reed, the sheriff, said that they were glad.", ["Ann Lee", "Tom Reed"]),
        ("“We are glad,” Ann Lee, the mayor, and Tom Reed, the sheriff, said.", ["Ann Lee", "Tom Reed"]),
        ("“We are glad,” said Ann Lee, the mayor, and Tom Reed, the sheriff.", ["Ann Lee", "Tom Reed"]),
        ("Mayor Ann Lee, 61, and Sheriff Tom Reed, 45, said that they were glad.", ["Ann Lee", "Tom Reed"]),
        ("Sens. Ann Lee, R-N.H., and Tom Reed, D-Ohio, said that they were glad.", ["Ann Lee", "Tom Reed"]),
        (
            "Mayor Ann Lee, Sen. Tom Reed, Sen. Bob Cole and Sen. Mary Hill said that they were glad.",
            ["Ann Lee", "Tom Reed", "Bob Cole", "Mary Hill"],
        ),
        ("Ann Lee, who leads us, and Tom Reed, who does not, said that they were glad.", ["Ann Lee", "Tom Reed"]),
        (
            "Ann Lee, a nurse, Tom Reed, a baker, and Mary Hill, a farmer, said that they were glad.",
            ["Ann Lee", "Tom Reed", "Mary Hill"],
        ),
    ],
)
def test_what_several_say_together_is_said_by_each(text: str, names: list[str]) -> None:
    assert speakers(text) == names


def test_each_of_several_speakers_has_a_span_and_a_role_of_their_own() -> None:
    text = "Mayor Ann Lee and Councillor Tom Reed said the bridge would reopen."
    assert [(text[slice(*quote.speaker_span or (0, 0))], quote.role) for quote in quotes_in(text)] == [
        ("Mayor Ann Lee", "Mayor"),
        ("Councillor Tom Reed", "Councillor"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In a letter to Ann Lee, Tom Reed and Mary Hill said that they would go.", ["Tom Reed", "Mary Hill"]),
        ("“We did it,” said Ann Lee, and Tom Reed added that it was hard.", ["Ann Lee", "Tom Reed"]),
        ("“We did it,” said Ann Lee and Tom Reed agreed.", ["Ann Lee"]),
        ("After the talks with Ann Lee and Tom Reed, Mary Hill said that she was glad.", ["Mary Hill"]),
        ("She spoke to Ann Lee, the mayor, and Tom Reed, the sheriff, said that he was glad.", ["Tom Reed"]),
        ("After meeting Ann Lee, the mayor, and Tom Reed, the sheriff, Mary Hill said it was late.", ["Mary Hill"]),
        ("“We did it,” said Ann Lee, the mayor, and Tom Reed laughed.", ["Ann Lee"]),
    ],
)
def test_who_only_stands_beside_the_speaker_says_nothing(text: str, names: list[str]) -> None:
    assert speakers(text) == names
