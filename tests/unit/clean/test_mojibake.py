"""Misread characters are mended at the same length, and French keeps its letters."""

import pytest

from searchlib.clean.mojibake import NOTHING, mended
from searchlib.clean.prose import prose


@pytest.mark.parametrize(
    ("spoilt", "meant"),
    [
        ("Itâ€™s", "It’s"),
        ("Itâ\x80\x99s", "It’s"),
        ("â€œYes,â€\x9d he said â€“ or no", "“Yes,” he said – or no"),
        ("cafÃ© de SÃ£o Tomé", "café de São Tomé"),
        ("Â£5", "Â£5"),
        ("Ã and a Â£5 note", "Ã and a £5 note"),
        ("Senatorâs bill", "Senator’s bill"),
        ("âWeâll fight â and win,â? he said", "“We’ll fight — and win,” he said"),
        ("qu’elle donnât le château à l’âge", "qu’elle donnât le château à l’âge"),
        ("pâtes â la carte", "pâtes â la carte"),
    ],
)
def test_misread_characters_are_mended_where_they_can_be_nothing_else(spoilt: str, meant: str) -> None:
    found = mended(spoilt)
    assert len(found) == len(spoilt)
    assert found.replace(NOTHING, "") == meant


def test_a_span_takes_the_whole_of_a_misread_mark_along() -> None:
    raw = "â€œWe go,â€\x9d said Lee"
    clean = prose(raw)
    assert clean.text == "“We go,” said Lee"
    assert raw[slice(*clean.raw_span(0, 8))] == "â€œWe go,â€\x9d"
