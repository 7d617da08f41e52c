"""Small articles over a tiny alphabet, the queries that can be asked of them, and splits into segments.

An article is made in the shape that the index holds: tokens at positions, quotations that own windows, dates as
intervals. ``snapshot`` builds the index of some articles, split into segments at random, some of them hidden.
"""

from itertools import pairwise
from typing import NamedTuple

from hypothesis import strategies as st

from searchlib.codec.build import build
from searchlib.codec.segment import Segment
from searchlib.codec.snapshot import LiveSegment, Snapshot
from searchlib.model import Document, Tokens
from searchlib.query import nodes
from searchlib.query.nodes import Node

GAP = 16
TERMS = {"a": ("a", "as"), "b": ("b", "bs", "bed"), "c": ("c",)}
"""Each term with its forms; ``ab`` is a form written together that shares the position of an a."""
FORMS = tuple(form for forms in TERMS.values() for form in forms)
TERM_OF = {form: term for term, forms in TERMS.items() for form in forms} | {"ab": "ab"}
FIRST_DAY = 735_000
TEXT_FIELDS = ("title", "body")
QUOTE_FIELDS = ("said", "speaker")


class Token(NamedTuple):
    """A token of a made-up text."""

    position: int
    term: str
    form: str


class Made(NamedTuple):
    """A made-up article."""

    title: tuple[str, ...]
    body: tuple[str, ...]
    quotes: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    """Words said and speaker of each quotation."""
    sentences: tuple[int, ...]
    """Positions in the body where sentences start."""
    days: tuple[int, int] | None
    pattern: tuple[int, int] | None
    lang: str
    hidden: bool

    def tokens(self, field: str) -> list[Token]:
        """Give the tokens of a field."""
        if field in TEXT_FIELDS:
            return _tokens(self.title if field == "title" else self.body, 0)
        place = QUOTE_FIELDS.index(field)
        windows = zip(self.starts(), self.quotes, strict=True)
        return [token for start, quote in windows for token in _tokens(quote[place], start)]

    def starts(self) -> list[int]:
        """Give where the windows of the quotations start."""
        starts, base = [], 0
        for said, speaker in self.quotes:
            starts.append(base)
            base += max(len(said), len(speaker)) + GAP
        return starts

    def length(self, field: str) -> int:
        """Give the number of positions of a field."""
        return len({token.position for token in self.tokens(field)})


def _tokens(words: tuple[str, ...], start: int) -> list[Token]:
    tokens = []
    for position, form in enumerate(words, start):
        tokens.append(Token(position, TERM_OF[form], form))
        if form == "as":
            tokens.append(Token(position, "ab", "ab"))
    return tokens


def document(made: Made, number: int) -> Document:
    """Give what is indexed of a made-up article; its id is its number."""
    fields = {field: made.tokens(field) for field in (*TEXT_FIELDS, *QUOTE_FIELDS)}
    numbers = {"words": made.length("body")}
    if made.days is not None:
        numbers |= {"date_earliest": made.days[0], "date_latest": made.days[1]}
    elif made.pattern is not None:
        numbers |= {"pattern_from": made.pattern[0], "pattern_to": made.pattern[1]}
    return Document(
        tokens={field: _columns(tokens) for field, tokens in fields.items() if tokens},
        terms={"id": [str(number).encode()], "lang": [made.lang.encode()]},
        numbers=numbers,
        labels={"speaker": sorted({" ".join(speaker) for _, speaker in made.quotes if speaker}), "lang": [made.lang]},
        lists={
            "quote_starts": made.starts(),
            "sentence_starts": list(made.sentences),
            "paragraph_starts": [start for start in made.sentences if start % 2 == 0],
        },
        stored={"id": str(number), "title": " ".join(made.title)},
    )


def _columns(tokens: list[Token]) -> Tokens:
    places = list(range(len(tokens)))
    return Tokens(
        [token.term for token in tokens],
        [token.form for token in tokens],
        [token.position for token in tokens],
        places,
        [place + 1 for place in places],
    )


def snapshot(articles: list[Made], cuts: list[int]) -> Snapshot:
    """Build the index of *articles*, with a new segment at each of *cuts*."""
    bounds = sorted({0, len(articles), *(cut % (len(articles) + 1) for cut in cuts)})
    segments = []
    for low, high in pairwise(bounds):
        data = build([document(made, number) for number, made in enumerate(articles[low:high], low)])
        hidden = frozenset(place for place, made in enumerate(articles[low:high]) if made.hidden)
        segments.append(LiveSegment(Segment.from_bytes(data, name=f"s{low}"), hidden, hidden))
    return Snapshot(1, tuple(segments))


# ── strategies ───────────────────────────────────────────────────────────────────────────────

words = st.lists(st.sampled_from(FORMS), max_size=6).map(tuple)
_short = st.lists(st.sampled_from(FORMS), max_size=3).map(tuple)
days = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(
    lambda pair: (FIRST_DAY + min(pair) * 40, FIRST_DAY + max(pair) * 40)
)
month_days = st.tuples(st.sampled_from([101, 315, 1102, 1231]), st.sampled_from([102, 401, 1105, 1231]))
articles = st.builds(
    Made,
    title=_short,
    body=words,
    quotes=st.lists(st.tuples(_short, _short), max_size=3).map(tuple),
    sentences=st.sets(st.integers(1, 5), max_size=2).map(lambda starts: (0, *sorted(starts))),
    days=st.none() | days,
    pattern=st.none() | month_days,
    lang=st.sampled_from(["en", "fr"]),
    hidden=st.sampled_from([False, False, False, True]),
)
archives = st.lists(articles, max_size=7)
cuts = st.lists(st.integers(0, 7), max_size=3)

text_field = st.sampled_from(["text", "text", "title", "body"])
quote_field = st.sampled_from(QUOTE_FIELDS)
any_field = text_field | quote_field


def word_of(field: str) -> st.SearchStrategy[Node]:
    """Give words and patterns of a field."""
    return st.one_of(
        st.sampled_from(
            [nodes.Term(field, term, forms[0]) for term, forms in TERMS.items()] + [nodes.Term(field, "ab", "ab")]
        ),
        st.sampled_from([nodes.Form(field, form) for form in FORMS]),
        st.sampled_from([nodes.Prefix(field, prefix) for prefix in ("a", "b", "be", "x")]),
        st.sampled_from([nodes.Wildcard(field, pattern) for pattern in ("?", "b*d", "[ab]", "*s")]),
        st.sampled_from([nodes.Fuzzy(field, form, edits) for form in ("as", "bid") for edits in (1, 2)]),
        st.sampled_from([nodes.Regex(field, pattern) for pattern in ("a|c", "b(ed|s)?")]),
    )


def phrase_of(field: str) -> st.SearchStrategy[Node]:
    """Give phrases of a field, with patterns and slop."""
    inside = st.lists(word_of(field), min_size=2, max_size=3).map(tuple)
    return st.builds(nodes.Phrase, st.just(field), inside, st.sampled_from([0, 0, 1, 2, 4]))


def positional_of(field: str) -> st.SearchStrategy[Node]:
    """Give what has places in a field."""
    leaf = word_of(field) | phrase_of(field)
    pair = st.tuples(leaf, leaf)
    return st.one_of(
        leaf,
        pair.map(nodes.Or),
        pair.map(nodes.Best),
        st.builds(nodes.Near, leaf, leaf, st.integers(1, 3)),
        st.builds(nodes.Before, leaf, leaf, st.integers(1, 3)),
        st.builds(nodes.Near, st.builds(nodes.Near, leaf, leaf, st.just(1)), leaf, st.just(2)),
    )


conditions: st.SearchStrategy[Node] = st.one_of(
    st.builds(nodes.DateRange, st.none() | days.map(min), st.none() | days.map(max)),
    st.builds(nodes.DateInside, st.none() | days.map(min), st.none() | days.map(max)),
    month_days.map(lambda pair: nodes.MonthDays(*pair)),
    st.just(nodes.DateUnknown()),
    st.builds(nodes.NumberRange, st.just("words"), st.none() | st.integers(0, 6), st.none() | st.integers(0, 6)),
    st.sampled_from([nodes.Key("lang", "en"), nodes.Key("id", "1"), nodes.Every(), nodes.Nothing()]),
    st.sampled_from([nodes.Exists(field) for field in ("text", "title", "said", "date", "lang", "words")]),
)


def _scopes(field: st.SearchStrategy[str], kinds: list[str]) -> st.SearchStrategy[Node]:
    leaf = field.flatmap(lambda name: word_of(name) | phrase_of(name))
    pair = st.lists(leaf, min_size=2, max_size=2).map(tuple)
    clause = st.one_of(leaf, leaf, pair.map(nodes.And), pair.map(nodes.Or), leaf.map(nodes.Not))
    return st.builds(nodes.Scope, st.sampled_from(kinds), st.lists(clause, min_size=1, max_size=3).map(tuple))


def demands(fields: st.SearchStrategy[str], kinds: list[str]) -> st.SearchStrategy[Node]:
    """Give what demands where words stand: windows in windows, nearness and numbers of times within them."""
    places = fields.flatmap(positional_of)
    counted = st.builds(nodes.AtLeast, places, st.integers(1, 3))

    def wider(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        some = st.lists(inner, min_size=1, max_size=3).map(tuple)
        return st.one_of(
            some.map(nodes.And),
            some.map(nodes.Or),
            st.builds(nodes.Boost, inner, st.just(2.0)),
            st.builds(nodes.Scope, st.sampled_from(kinds), some),
        )

    clauses = st.recursive(places | places | counted | conditions, wider, max_leaves=4)
    return st.builds(nodes.Scope, st.sampled_from(kinds), st.lists(clauses, min_size=1, max_size=3).map(tuple))


scopes = _scopes(quote_field, ["quotation"]) | _scopes(text_field, ["sentence", "paragraph", "lead"])
_leaves = st.one_of(
    any_field.flatmap(word_of),
    any_field.flatmap(phrase_of),
    any_field.flatmap(positional_of),
    conditions,
    scopes,
    st.builds(nodes.AtLeast, text_field.flatmap(positional_of), st.integers(1, 3)),
)


def _branches(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    some = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        some.map(nodes.And),
        some.map(nodes.Or),
        some.map(nodes.Best),
        inner.map(nodes.Not),
        st.builds(nodes.Maybe, inner, some),
        st.builds(nodes.Require, inner, some),
        st.builds(nodes.Boost, inner, st.sampled_from([0.0, 0.5, 2.0])),
    )


queries: st.SearchStrategy[Node] = st.recursive(_leaves, _branches, max_leaves=6)

quoted = st.recursive(
    quote_field.flatmap(positional_of)
    | st.builds(nodes.AtLeast, quote_field.flatmap(positional_of), st.integers(1, 2))
    | conditions
    | text_field.flatmap(word_of)
    | demands(quote_field, ["quotation"]),
    _branches,
    max_leaves=5,
)
"""What is asked of quotations."""
