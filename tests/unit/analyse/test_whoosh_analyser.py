import pickle

from searchlib.analyse.tokens import english
from searchlib.analyse.whoosh_analyser import SearchlibAnalyzer


def test_whoosh_sees_the_tokens_of_english() -> None:
    text = "The I-Checkit initiative"
    tokens = [
        (t.text, t.pos, t.startchar, t.endchar) for t in SearchlibAnalyzer(True)(text, positions=True, chars=True)
    ]
    expected = english(text)
    assert tokens == list(zip(expected.terms, expected.positions, expected.starts, expected.ends, strict=True))


def test_the_analyser_survives_pickling() -> None:
    analyser = pickle.loads(pickle.dumps(SearchlibAnalyzer(False)))
    assert [token.text for token in analyser("Policing")] == ["policing"]
