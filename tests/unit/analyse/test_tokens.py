"""The token rules of a newsroom, one test each."""

import re

import pytest

from searchlib.analyse import tokens
from searchlib.analyse.tokens import english, kinds, plain


def words(text: str) -> list[tuple[str, int]]:
    tokens = plain(text)
    return list(zip(tokens.terms, tokens.positions, strict=True))


def terms(text: str) -> list[str]:
    return plain(text).terms


def cut(text: str) -> list[str]:
    tokens = plain(text)
    return [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]


def test_a_hyphened_word_is_its_parts_and_the_whole() -> None:
    assert words("the I-Checkit") == [("the", 0), ("i", 1), ("icheckit", 1), ("checkit", 2)]
    assert cut("the I-Checkit") == ["the", "I", "I-Checkit", "Checkit"]


def test_the_possessive_is_no_part_of_the_name() -> None:
    assert terms("Rwanda's Rwanda’s the Balkans’ U.S.'s") == ["rwanda", "rwanda", "the", "balkans", "us"]
    assert cut("Rwanda’s") == ["Rwanda"]


def test_points_of_an_acronym_do_not_count() -> None:
    assert terms("U.S. US U.S.A. 10 p.m.") == ["us", "us", "usa", "10", "pm"]
    assert english("U.S.").terms == english("US").terms


def test_an_acronym_before_a_hyphen_is_one_word() -> None:
    assert words("U.S.-led") == [("us", 0), ("usled", 0), ("led", 1)]


def test_short_words_around_an_ampersand_stay_together() -> None:
    assert terms("AT&T and R&D") == ["at&t", "and", "r&d"]


def test_long_words_around_an_ampersand_are_words_and_a_whole() -> None:
    assert words("Johnson&Johnson") == [("johnson", 0), ("johnson&johnson", 0), ("johnson", 1)]


def test_accents_and_letters_of_other_alphabets_are_folded() -> None:
    assert plain("Jürgen Weiß Ørsted Đoković Łódź Æ œuvre").forms == [
        "jurgen", "weiss", "orsted", "dokovic", "lodz", "ae", "oeuvre",
    ]  # fmt: skip


def test_a_decomposed_accent_is_the_same_letter() -> None:
    assert terms("Ju\u0308rgen") == terms("J\u00fcrgen") == ["jurgen"]
    assert cut("Ju\u0308rgen!") == ["Ju\u0308rgen"]


def test_a_transliterated_umlaut_equals_the_umlaut_in_names() -> None:
    assert terms("Juergen Goebbels") == terms("Jürgen Göbbels") == terms("Jurgen Gobbels")
    assert plain("Juergen").forms == ["juergen"]


def test_names_that_only_look_transliterated_keep_their_e() -> None:
    assert terms("Michael Samuel Joe Enrique") == ["michael", "samuel", "joe", "enrique"]


def test_running_text_keeps_its_ae_oe_ue() -> None:
    assert english("duels").terms == ["duel"]


def test_full_width_letters_and_ligatures_are_plain_letters() -> None:
    assert terms("ＡＢＣ ﬁne") == ["abc", "fine"]


def test_a_soft_hyphen_is_no_letter() -> None:
    assert terms("inter\u00adpol") == ["interpol"]


@pytest.mark.parametrize("text", ["levels.As", "year.President", "U.S.Army", "2015.The", "p.m.The"])
def test_glued_sentences_come_apart(text: str) -> None:
    assert len(terms(text)) == 2
    assert plain(text).positions.tolist() == [0, 1]


def test_initials_do_not_look_like_glued_sentences() -> None:
    assert terms("J.K.Rowling J.K. Rowling") == ["jk", "rowling", "jk", "rowling"]


def test_an_address_is_its_parts_and_the_whole() -> None:
    assert words("example.com") == [("example", 0), ("example.com", 0), ("com", 1)]


def test_numbers_keep_their_decimals_and_lose_their_commas() -> None:
    assert terms("3.5 1,000 1,000,000.50 3.5m 10,20") == ["3.5", "1000", "1000000.50", "3.5m", "10", "20"]


def test_numbers_are_not_written_together() -> None:
    assert terms("2015-11-02 9/11") == ["2015", "11", "02", "9", "11"]
    assert words("COVID-19") == [("covid", 0), ("covid19", 0), ("19", 1)]


def test_contractions() -> None:
    assert terms("don’t we'll I'm O'Brien d'Ivoire") == [
        "dont", "we", "i", "o", "obrien", "brien", "d", "divoire", "ivoire",
    ]  # fmt: skip


def test_one_letter_words_are_kept() -> None:
    assert terms("plan B, vitamin C") == ["plan", "b", "vitamin", "c"]


def test_every_han_sign_is_a_token() -> None:
    assert words("AI東京") == [("ai", 0), ("東", 1), ("京", 2)]


def test_vowel_signs_belong_to_their_letter() -> None:
    assert terms("हिन्दी में") == ["हिन्दी", "में"]


def test_underscores_part_words() -> None:
    assert terms("_so_ snake_case") == ["so", "snake", "case"]


def test_english_words_are_stemmed_and_keep_their_form() -> None:
    tokens = english("Policing globalization")
    assert (tokens.terms, tokens.forms) == (["polic", "global"], ["policing", "globalization"])


def test_a_very_long_run_is_cut_and_nothing_dropped() -> None:
    tokens = plain("x" * 150 + " end")
    assert "".join(tokens.terms) == "x" * 150 + "end"
    assert tokens.positions.tolist() == [0, 1, 2, 3]
    assert tokens.ends[2] == 150


def test_a_text_without_a_word_has_no_token() -> None:
    assert [list(column) for column in english(" … — ’ ")] == [[], [], [], [], []]


def test_the_kernel_is_told_of_every_character_what_the_expression_of_a_run_says_of_it() -> None:
    expressions = (tokens._BEGINS, tokens._GOES_ON, r"\d", tokens._MARK, r"\.", "&", ",")
    for page in (0, 3, 5, 6, 9, 13, 14, 16, 32, 48, 254, 255, 0x1D7, 0x10FF):
        signs = [chr(code) for code in range(page << 8, (page + 1) << 8)]
        said = [sum(bool(re.fullmatch(one, sign)) << bit for bit, one in enumerate(expressions)) for sign in signs]
        assert list(kinds(page)) == said, hex(page)
