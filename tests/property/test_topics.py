"""Topics hold for any text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from searchlib.clean.prose import prose
from searchlib.extract.topic_lexicon import path_up, word_key
from searchlib.extract.topics import find_topics
from searchlib.model import Topic

WORDS = st.sampled_from([
    "police", "Police", "chief", "chiefs", "crime", "organised", "human", "and", "drug", "smuggling", "court", "tennis",
    "the", "of", "INTERPOL", "election", "goals", "rugby", ".", ",", "\n\n", "-", "’s", "Labour", "AIDS", "war", "on",
])  # fmt: skip
TEXTS = st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=200))


def found(raw: str) -> tuple[Topic, ...]:
    return find_topics(prose(raw), None)


@given(TEXTS)
def test_a_topic_has_evidence_and_a_score(raw: str) -> None:
    for topic in found(raw):
        assert topic.evidence
        assert 0.5 <= topic.score <= 1
        assert all(0 <= start < end <= len(raw) for start, end in topic.evidence)
        assert list(topic.evidence) == sorted(set(topic.evidence))


@given(TEXTS)
def test_evidence_is_words_of_the_table(raw: str) -> None:
    for topic in found(raw):
        for start, end in topic.evidence:
            assert any(word_key(word) for word in re.findall(r"[^\W_]+", raw[start:end].lower()))


@given(TEXTS)
def test_a_topic_brings_a_parent_only_with_its_own_evidence(raw: str) -> None:
    topics = {topic.code: set(topic.evidence) for topic in found(raw)}
    for code, evidence in topics.items():
        for above in path_up(code):
            assert len(topics.get(above, evidence) & evidence) or len(topics[above]) >= 24


@given(st.lists(WORDS, max_size=30))
def test_blanks_change_nothing(words: list[str]) -> None:
    plain, other = found(" ".join(words)), found("\u00a0 ".join(words))
    assert [topic[:3] for topic in plain] == [topic[:3] for topic in other]
