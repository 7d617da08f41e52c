"""Here is an article, give me the query for articles like it: the words that tell it from others.

A word tells the more the more often the article has it (saturated, as in BM25), and the rarer it is elsewhere. The
best are asked, any of them, each counting as much as it tells.
"""

from collections import Counter
from typing import Final

from searchlib.analyse.stopwords import stopwords
from searchlib.analyse.tokens import as_written, english
from searchlib.codec.snapshot import Snapshot
from searchlib.codec.terms import encoded
from searchlib.model import Stored
from searchlib.model.languages import is_english
from searchlib.query.bm25 import K1, TITLE_BOOST, idf
from searchlib.query.fields import TEXT, parts
from searchlib.query.nodes import And, Boost, Key, Node, Not, Nothing, Or, Term
from searchlib.query.texts import body_of

MOST_WORDS: Final = 25
_MOST_LOOKED_UP: Final = 400
"""Different words of an article whose rarity is looked up: those that it has most often."""
_SHORTEST: Final = 2
"""Letters; shorter ones are initials and list marks."""


def alike(kept: Stored, snapshot: Snapshot, *, number: int, doc: int) -> Node:
    """Give the query for articles like one of the archive.

    Args:
        kept: The article with its facts.
        snapshot: The index.
        number: Its segment.
        doc: Its document.

    Returns:
        Its telling words, any of them, and not the article itself; a query for nothing where no other article has a
        word of it that says anything.

    Raises:
        IndexDamaged: a segment is not what was written.

    Cost: one analysis of its text and 400 look-ups.
    """
    counts, forms = _counted(kept, body_of(snapshot.segments[number].segment, doc, kept.article.text).text)
    documents = snapshot.doc_count()
    weights: dict[str, float] = {}
    for term, count in counts.most_common(_MOST_LOOKED_UP):
        df = max(snapshot.doc_frequency(part, encoded(term)) for part in parts(TEXT))
        if 1 < df <= max(2, documents // 2):
            weights[term] = idf(documents, df) * count / (K1 + count)
    best = sorted(weights, key=lambda term: (-weights[term], term))[:MOST_WORDS]
    if not best:
        return Nothing()
    most = weights[best[0]]
    words = tuple(Boost(Term(TEXT, term, forms[term]), weights[term] / most) for term in best)
    return And((Or(words), Not(Key("id", kept.article.id or ""))))


def _counted(kept: Stored, body: str) -> tuple["Counter[str]", dict[str, str]]:
    """Count the terms of title and body, those of the title double; and give each its first form."""
    running = english if is_english(kept.facts.lang) else as_written
    title = kept.facts.title.text if kept.facts.title and not kept.facts.title.derived else ""
    idle, counts, forms = stopwords(), Counter[str](), dict[str, str]()
    for text, weight in ((title, int(TITLE_BOOST)), (body, 1)):
        tokens = running(text)
        for term, form in zip(tokens.terms, tokens.forms, strict=True):
            if len(form) >= _SHORTEST and form not in idle and not form.isdigit():
                counts[term] += weight
                forms.setdefault(term, form)
    return counts, forms
