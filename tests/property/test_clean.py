"""Cleaning holds for any text, not only for articles."""

import re

from hypothesis import given
from hypothesis import strategies as st

from searchlib.clean.mojibake import mended
from searchlib.clean.prose import prose

LINES = st.sampled_from(
    [
        "", "", " ", "    ", "\u00a0", "\t",
        "At all levels.As one of them", "He said “no.”The man", "1 / 2", "2/", "5", "Share this", "By Ann Lee",
        "Ann Lee", "Ann Lee", "KIGALI, Rwanda – Ann Lee met him.", "Ann Lee met him.", "    Ann Lee met him.",
        "a long line that runs on to the next line and has no stop", "which begins small, as if it ran on from above",
        "zero\u200bwidth", "soft\u00adhyphen", "PRESS RELEASE May 4 2005 Police Chiefs Meet", "the talks, Sens.",
        "well-", "known", "U.S.Senate", "(Photo: AFP)", "NUL\x00 \x1b[31m red",
    ]
)  # fmt: skip
PAGES = st.builds(
    lambda lines, end: end.join(lines),
    st.lists(LINES, max_size=12),
    st.sampled_from(["\n", "\r\n", "\r", "\n\n", "  "]),
)
TEXTS = st.one_of(PAGES, st.text(), st.text(alphabet='aB.\n \u00a0\u200b"“”1/-', max_size=60))


@given(TEXTS)
def test_clean_text_has_no_odd_blank(raw: str) -> None:
    for block in prose(raw).text.split("\n"):
        assert block == " ".join(block.split())


@given(TEXTS)
def test_cleaning_a_clean_text_changes_nothing(raw: str) -> None:
    once = prose(raw).text
    assert prose(once).text == once


@given(TEXTS)
def test_pieces_ascend_and_cover_all_but_the_newlines(raw: str) -> None:
    clean = prose(raw)
    covered = [place for piece in clean.pieces for place in range(piece.start, piece.start + piece.length)]
    assert covered == [place for place, char in enumerate(clean.text) if char != "\n"]
    assert [piece.raw for piece in clean.pieces] == sorted({piece.raw for piece in clean.pieces})


@given(TEXTS)
def test_blocks_are_the_lines_of_the_text(raw: str) -> None:
    clean = prose(raw)
    assert [clean.text[block.start : block.end] for block in clean.blocks] == (
        clean.text.split("\n") if clean.text else []
    )


@given(TEXTS)
def test_every_character_maps_back_to_itself(raw: str) -> None:
    """Or to the first of those that were misread for it."""
    clean, raw = prose(raw), mended(raw)
    for place, char in enumerate(clean.text):
        if char not in " \n":
            start, end = clean.raw_span(place, place + 1)
            assert raw[start:end] == char


@given(TEXTS)
def test_no_letter_is_lost_without_being_listed(raw: str) -> None:
    """But for the stray mark that a no-break blank leaves when it is read in the wrong encoding."""
    clean = prose(raw)
    kept = {piece.raw + step for piece in clean.pieces for step in range(piece.length)}
    listed = {place for item in clean.boilerplate for place in range(*item.span)}
    lost = {place for place, char in enumerate(mended(raw)) if char.isalnum() and char != "Â"} - kept - listed
    assert not lost


@given(PAGES)
def test_carriage_returns_change_nothing(raw: str) -> None:
    plain = raw.replace("\r\n", "\n").replace("\r", "\n")
    assert prose(plain.replace("\n", "\r\n")).text == prose(plain).text


@given(PAGES)
def test_no_break_blanks_change_nothing(raw: str) -> None:
    assert prose(re.sub(" ", "\u00a0", raw)).text == prose(raw).text
