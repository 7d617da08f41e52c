"""Raw texts cut to the bone, and the prose they must give."""

from pathlib import Path
from time import process_time

import pytest

from searchlib.clean.prose import prose

SEEDS = Path(__file__).parents[3] / "seeds"
POLICE = (SEEDS / "000_57fc5335dfc7b67e.txt").read_bytes().decode("utf8")
GALLERY = (SEEDS / "002_d302f62227af929b.txt").read_bytes().decode("utf8")


def blocks(raw: str) -> list[str]:
    return prose(raw).text.split("\n")


def dropped(raw: str) -> list[tuple[str, str]]:
    return [(item.kind, raw[slice(*item.span)]) for item in prose(raw).boilerplate]


def test_empty_text_gives_empty_prose() -> None:
    assert prose("") == prose(" \r\n\u00a0\u200b\ufeff\x00") == ("", (), (), ())


@pytest.mark.parametrize("blank", ["  ", "\u00a0", " \u00a0 ", "\t", "\u2009", "\u200b \u200b", "\x00", "\x1b"])
def test_blanks_of_every_kind_are_one_blank(blank: str) -> None:
    assert prose(f"levels{blank}of law").text == "levels of law"


@pytest.mark.parametrize("nothing", ["\u200b", "\u00ad", "\ufeff", "\u2060", "\u200e"])
def test_characters_without_width_vanish_and_spans_leap_over_them(nothing: str) -> None:
    clean = prose(f"INTER{nothing}POL met")
    assert clean.text == "INTERPOL met"
    assert clean.raw_span(0, 8) == (0, 9)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2029", "\x0b\x0c"])
def test_any_two_line_breaks_part_paragraphs(end: str) -> None:
    assert blocks(f"One man.{end}{end}Two men.") == ["One man.", "Two men."]


def test_wrapped_lines_are_one_paragraph_where_paragraphs_are_indented() -> None:
    raw = (
        "PARIS, March 3 - The board of the company said that it takes\n"
        "steps to find an offer that tops the one which was made last\n"
        "week.\n"
        "    The director resigned in a letter.\n"
    )
    first, second = blocks(raw)
    assert first.endswith("takes steps to find an offer that tops the one which was made last week.")
    assert second == "The director resigned in a letter."


def test_a_line_that_breaks_off_after_a_title_reads_on() -> None:
    assert blocks("The grant was awarded, Sens.\n   Ann Lee and Bo Ek said.") == [
        "The grant was awarded, Sens. Ann Lee and Bo Ek said."
    ]


@pytest.mark.parametrize(
    "label", ["FOR IMMEDIATE RELEASE", "Press Release May 4 2005", "Monday, 4 May 2005", "May 4th, 2005"]
)
def test_a_label_that_runs_into_the_headline_stands_apart(label: str) -> None:
    assert blocks(f"{label} Police Chiefs Meet\n\nIt was so.") == [label, "Police Chiefs Meet", "It was so."]


def test_a_label_stands_apart_though_the_page_is_full_of_blanks() -> None:
    assert blocks("May 4th  2005   WASHINGTON   The  police met.") == ["May 4th 2005", "WASHINGTON The police met."]


def test_a_sentence_that_begins_with_a_date_stays_whole() -> None:
    assert blocks("On May 4 2005 Police met.\n\nMay 4 2005 was a day.") == [
        "On May 4 2005 Police met.",
        "May 4 2005 was a day.",
    ]


def test_short_lines_stay_lines() -> None:
    assert blocks("Apples\nPears\n\nPlums") == ["Apples", "Pears", "Plums"]


def test_a_word_parted_at_the_end_of_a_line_keeps_its_hyphen_only() -> None:
    assert "infor-mation" in prose("Title\n\nThey met to speak about the sharing of infor-\nmation on crime.").text


@pytest.mark.parametrize(
    "raw",
    [
        "At all levels.As one of them",
        "Rwanda later this year.President Kagame met him",
        "They were 42%.Among them",
        "It opened in 2015.The man",
        "“It is so.”The man went",
        'He said "it is so."The man went',
        "He came!Then he went",
        "It is over.“We go,” he said",
    ],
)
def test_glued_sentences_fall_apart(raw: str) -> None:
    assert len(blocks(raw)) == 2
    assert "".join(blocks(raw)) == raw


def test_an_opening_straight_mark_goes_with_what_it_opens() -> None:
    assert blocks('It is over."We go," he said.') == ["It is over.", '"We go," he said.']


@pytest.mark.parametrize(
    "raw",
    [
        "the U.S.Senate met",
        "see example.com and Example.Com now",
        "J.R.R.Tolkien wrote",
        "by Dr.Jones and Gen.Smith",
        "write to Ann.Lee@example.org",
        "at www.Police.Gov.Rw/Home.Html today",
        "the Ph.D.Thesis",
        "$1.5M was paid",
        "Node.JS runs",
        "at 5.30pm",
    ],
)
def test_abbreviations_addresses_and_numbers_stay_whole(raw: str) -> None:
    assert blocks(raw) == [raw]


def test_a_caption_that_stands_twice_is_kept_once() -> None:
    clean = prose(POLICE)
    assert clean.text.count("Mireille-Ballestrazzi") == 1
    assert [block.kind for block in clean.blocks].count("caption") == 1
    assert [item.span for item in clean.boilerplate] == [(62, 103), (105, 146)]


def test_captions_that_repeat_the_body_are_dropped_and_the_others_kept() -> None:
    clean = prose(GALLERY)
    captions = [clean.text[block.start : block.end] for block in clean.blocks if block.kind == "caption"]
    assert [words.split()[0] for words in captions] == ["Johnston", "Nearly", "The"]
    assert clean.text.count("President of Rwanda Paul Kagame met") == 1
    assert clean.text.count("With terrorism and organized crime key issues") == 1


def test_the_body_stays_where_a_caption_repeats_it() -> None:
    clean = prose(GALLERY)
    assert clean.raw_span(*_span(clean.text, "With terrorism"))[0] == 1612


def test_every_glued_sentence_of_the_seed_falls_apart() -> None:
    starts = {words.split()[0] for words in blocks(GALLERY)}
    assert {"As", "President", "Among", "Maintaining", "To"} <= starts


def test_a_no_break_blank_parts_sentences_inside_a_paragraph() -> None:
    assert "Secretary General Stock. The new Eastern" in prose(GALLERY).text


def test_gallery_counters_go() -> None:
    assert ("counter", "1 /\n                    5") in dropped(GALLERY)
    assert dropped("It was so.\n\n2 of 7\n\nIt ended.") == [("counter", "2 of 7")]


@pytest.mark.parametrize("line", ["Share this article", "ADVERTISEMENT", "Read more »", "© 2015 Reuters", "* * *"])
def test_lines_of_the_page_go(line: str) -> None:
    raw = f"It was so.\n\n{line}\n\nIt ended."
    assert blocks(raw) == ["It was so.", "It ended."]
    assert dropped(raw)[0][1] == line


@pytest.mark.parametrize("line", ["By Ann Lee", "By ANN LEE, Reuters", "By Mark Niesse Associated Press Writer"])
def test_bylines_are_boilerplate(line: str) -> None:
    assert dropped(f"Police meet\n\n{line}\n\nIt was so.") == [("byline", line)]


def test_a_sentence_that_begins_with_by_is_no_byline() -> None:
    assert dropped("Police meet\n\nBy Monday the police had left.\n\nIt was so.") == []


def test_a_credited_picture_is_a_caption_and_stays_searchable() -> None:
    clean = prose("Police meet\n\nAnn Lee in Kigali. (Photo by Bo Ek)\n\nIt was so.")
    assert [block.kind for block in clean.blocks] == ["paragraph", "caption", "paragraph"]


def test_a_paragraph_said_twice_is_kept_once() -> None:
    words = "Some 640 police chiefs from 145 countries came to Kigali."
    assert blocks(f"{words}\n\nIt was so.\n\n{words}") == [words, "It was so."]


def test_short_words_may_be_said_twice() -> None:
    assert blocks("Yes.\n\nNo.\n\nYes.") == ["Yes.", "No.", "Yes."]


ADVERSE = (" ", "\n", "a.B", 'ab."C', "ab.C\n", "1 /\n", "(", "photo ", "By A ", "a\u00a0\u200b", "a" * 40 + "\n")


@pytest.mark.parametrize("part", ADVERSE, ids=repr)
def test_the_same_again_and_again_takes_linear_time(part: str) -> None:
    began = process_time()
    prose(part * (200_000 // len(part)))
    assert process_time() - began < 5


def _span(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def test_a_character_without_width_hides_no_glue() -> None:
    assert (
        prose("It rained at all levels.A\u200bs one they left.").text == "It rained at all levels.\nAs one they left."
    )
