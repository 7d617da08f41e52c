from searchlib.analyse.stopwords import stopwords
from searchlib.analyse.tokens import plain


def test_contractions_are_stop_words_in_the_form_of_tokens() -> None:
    assert {"dont", "wouldnt", "the", "i"} <= stopwords()


def test_the_country_and_one_letter_names_are_no_stop_words() -> None:
    assert not {"us", "b", "rwanda", "#", "copyright"} & stopwords()


def test_every_stop_word_is_what_tokens_make_of_it() -> None:
    assert stopwords() == set(plain(" ".join(sorted(stopwords()))).forms)
