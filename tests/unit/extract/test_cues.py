import pytest

from searchlib.extract.cues import PLAIN, cue_forms


@pytest.mark.parametrize(
    ("form", "lemma", "shape"),
    [
        ("said", "say", "past"),
        ("says", "say", "s"),
        ("saying", "say", "ing"),
        ("denied", "deny", "past"),
        ("denies", "deny", "s"),
        ("quipped", "quip", "past"),
        ("admitting", "admit", "ing"),
        ("confessed", "confess", "past"),
        ("stresses", "stress", "s"),
        ("arguing", "argue", "ing"),
        ("agreeing", "agree", "ing"),
        ("written", "write", "past"),
    ],
)
def test_every_form_of_a_lemma_is_made(form: str, lemma: str, shape: str) -> None:
    assert (lemma, shape) in [(cue.lemma, cue.shape) for cue in cue_forms()[form]]


def test_a_cue_with_a_particle_is_tried_first() -> None:
    assert cue_forms()["pointed"][0].particle == "out"
    assert cue_forms()["pointed"][0].classes & PLAIN


def test_the_lexicon_is_large_enough() -> None:
    lemmas = {cue.lemma for cues in cue_forms().values() for cue in cues}
    assert len(lemmas) >= 150
