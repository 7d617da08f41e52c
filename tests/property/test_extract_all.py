"""Whatever a text holds, its facts are found without an error and point into it."""

from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchlib.clean.prose import prose
from searchlib.extract.article import ExtractOptions, extract
from searchlib.model import Article, Facts, Span
from tests.cases import cases

_WORDS = """
    “ ” " ' ‘ ’ « » „ `` '' , . ; : — - -- _ / ( ) [ ] ? ! … 's ’s said says adding told that to the a an of in and but
    she he who Lee Ann Roe President minister Kenyan Sen. Mr. Mrs. according hall was full rained INTERPOL U.S. A. B.
    Monday yesterday May 2 45 2005 2/5/2005 1,000 PARIS (AP) KIGALI, FOR IMMEDIATE RELEASE Contact: police sport human
    drug smuggling Photo: Caption 1 / 3 Share this le maire a dit que les portes sont fermées der Minister sagte вчера
    新华社 قال \u00a0 \u200b \u00ad \x00 \x85 \ud800 İ ﬁ 😀 e\u0301"""
PIECES = st.sampled_from([*_WORDS.split(" "), "\n", "\n\n", "     ", "\r\n", "\t"])
TEXTS = st.one_of(
    st.lists(PIECES, max_size=80).map(" ".join), st.lists(PIECES, max_size=30).map("".join), st.text(max_size=300)
)
GIVEN = st.none() | st.text(max_size=20) | st.sampled_from(["2015-11-02", "en", "fr", "Police meet", "in 2005"])


@given(TEXTS, GIVEN, GIVEN, st.sampled_from(["wide", "precise"]))
@settings(max_examples=cases(200), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_has_facts_that_point_into_it(text: str, title: str | None, other: str | None, mode: str) -> None:
    article = Article(text, title=title, date=other, lang=title, url=other)
    facts = extract(article, prose(text), options=ExtractOptions(mode=mode))
    for start, end in spans(facts):
        assert 0 <= start < end <= len(text)


def spans(facts: Facts) -> Iterator[Span]:
    yield from (
        fact.span for fact in (facts.title, facts.dateline, *facts.dates, *facts.boilerplate) if fact and fact.span
    )
    for person in facts.persons:
        yield from person.mentions
    for quote in facts.quotes:
        yield from (*quote.spans, *(span for span in (quote.speaker_span, quote.role_span, quote.cue_span) if span))
    for topic in facts.topics:
        yield from topic.evidence
