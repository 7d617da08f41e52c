"""Here is the beginning of a word, or one that is in no article, give me what may have been meant."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice, product, takewhile
from typing import Final, NamedTuple

from searchlib.analyse import fold as letters
from searchlib.analyse.stem import own_term
from searchlib.analyse.stopwords import stopwords
from searchlib.codec import kernel
from searchlib.codec.snapshot import Snapshot
from searchlib.codec.terms import encoded
from searchlib.errors import UsageError
from searchlib.model import Diagnostic, Span
from searchlib.query.automaton import fuzzy
from searchlib.query.counting import facet
from searchlib.query.explain import name
from searchlib.query.fields import parts
from searchlib.query.kernel_lookup import AnyLookup, KernelLookup
from searchlib.query.kernel_run import expanded
from searchlib.query.lookup import Lookup
from searchlib.query.nodes import NOWHERE, Best, Every, Fuzzy, Node, Term, children, fold, words_of
from searchlib.query.notes import Notes

_RARE: Final = 20
"""Articles; of a word that no more have it is asked whether it is another one with an error."""
_MORE_FREQUENT: Final = 50
"""How many times as many articles must have the other one (see `seldom.LEAST_FOR_DOUBTS`)."""
_MOST_FORMS: Final = 2000
"""Forms with one beginning that are looked at."""
_LEAST_LETTERS: Final = 3
_LEAST_FOR_TWO: Final = 5
"""Letters; of a shorter word two errors leave too little."""
_MOST_CORRECTED: Final = 10
"""Words of a query that corrections are looked for."""


class Suggestion(NamedTuple):
    """What may have been meant, and how many articles have it."""

    text: str
    kind: str
    """word or speaker."""
    articles: int


class Correction(NamedTuple):
    """A word that no article has, and what may have been meant."""

    word: Term
    place: Span
    """Where it was typed."""
    meant: str
    """Folded; "" where no word is near."""


def completions(beginning: str, snapshot: Snapshot, *, limit: int = 10, kind: str = "") -> tuple[Suggestion, ...]:
    """Complete the beginning of a word or of a speaker's name.

    Args:
        beginning: What has been typed; capitals and accents do not matter.
        snapshot: The index.
        limit: How many suggestions.
        kind: word or speaker; both where it is not said.

    Returns:
        Speakers any part of whose name begins so, then words of title and body, each kind by its number of articles;
        of forms with one stem the first. Of a word, articles with any form of its stem are counted.

    Raises:
        UsageError: there is no such kind, or *beginning* is no text.

    Cost: one visit of the speakers, and of at most 2,000 forms.
    """
    if kind not in ("", "word", "speaker"):
        raise UsageError("kind", kind, "word or speaker")
    if not isinstance(beginning, str):
        raise UsageError("beginning", beginning, "a text")
    start = letters.fold(beginning.strip())
    if not start:
        return ()
    people = () if kind == "word" else _speakers(start, snapshot)
    if kind == "speaker":
        return tuple(islice(people, limit))
    terms = _words(start, snapshot)
    words = (Suggestion(form, "word", _articles(terms[form], snapshot)) for form in _frequent(terms, snapshot, limit))
    return tuple(islice((*people, *words), limit))


def corrections(node: Node, snapshot: Snapshot, *, query: str = "") -> tuple[Correction, ...]:
    """Give the words that no article has, each with the frequent word that it is near to.

    Args:
        node: The query as it was read.
        snapshot: The index.
        query: As typed.
    """
    absent = fold(node, lambda current, below: _absent(current, below, snapshot))
    places = {(place := _place(word, query), word.form if place == NOWHERE else ""): word for word in absent}
    return tuple(
        Correction(word, place, _nearest(word, snapshot) if len(word.form) >= _LEAST_LETTERS else "")
        for (place, _), word in islice(places.items(), _MOST_CORRECTED)
    )


def _place(word: Term, query: str) -> Span:
    """Give where a word stands in a phrase or behind the name of its field, else the place of what it is part of."""
    start, end = word.span
    whole = query[start:end]
    if ":" not in whole and not any(map(str.isspace, whole)):
        return word.span
    found = [one.span() for one in re.finditer(r"\w+", whole) if letters.fold(one[0]) == word.form]
    return (start + found[0][0], start + found[0][1]) if len(found) == 1 else word.span


def told(corrections: Iterable[Correction]) -> tuple[Diagnostic, ...]:
    """Say of words that no article has what may have been meant."""
    notes = Notes()
    hint = "check its spelling, or try its beginning with *"
    for word, place, near in corrections:
        notes.info(f"no article has {name(word)}", place, f"did you mean {near}?" if near else hint)
        hint = hint if near else ""  # once is enough
    return notes.all()


def _absent(node: Node, below: list[list[Term]], snapshot: Snapshot) -> list[Term]:
    """Give the words that no article has; where a word is read in several ways, only if none of them is there.

    Of a word and its parts (see `compounds`) the word comes first and speaks for all.
    """
    if isinstance(node, Best):
        return list(chain.from_iterable(below)) if all(below) else []
    if below:
        spans = [clause.span for clause in children(node)]
        return [
            word
            for place, (span, some) in enumerate(zip(spans, below, strict=True))
            if span == NOWHERE or span not in spans[:place]
            for word in some
        ]
    return [word for word in words_of(node) if isinstance(word, Term) and not _is_there(word, snapshot)]


def _is_there(word: Term, snapshot: Snapshot) -> bool:
    """Say whether an article has a word, in English or in a language of its own."""
    return any(_df(word.field, term, snapshot) for term in (word.term, own_term(word.form)))


def _df(field: str, term: str, snapshot: Snapshot) -> int:
    return sum(snapshot.doc_frequency(part, encoded(term)) for part in parts(field))


def rare_words(node: Node, snapshot: Snapshot) -> tuple[Diagnostic, ...]:
    """Say of words that hardly an article has which frequent word may have been meant.

    Args:
        node: The query; it matches hardly an article.
        snapshot: The index.

    Returns:
        A diagnostic for each word that 20 articles have at most, and fifty times as many a word one error away.

    Cost: for each such word a walk through the dictionaries, with the kernel .5 ms at 100,000 articles.
    """
    notes = Notes()
    words = {word.span: word for word in words_of(node) if isinstance(word, Term) and len(word.form) > _LEAST_LETTERS}
    for word in islice(words.values(), _MOST_CORRECTED):
        having = _df(word.field, word.term, snapshot)
        if not 0 < having <= _RARE or not word.form.isalpha():
            continue
        near = _one_error_away(word, snapshot)
        found = _most_frequent({form: count for form, count in near.items() if count >= having * _MORE_FREQUENT})
        if found:
            articles = f"{having} article{'' if having == 1 else 's'}"
            notes.info(f"only {articles} with {name(word)}", word.span, f"did you mean {found}?")
    return notes.all()


def _nearest(word: Term, snapshot: Snapshot) -> str:
    """Give the most frequent form one error away, of a longer word also two; its first letter is taken to be right.

    Another number is another thing, however near: of a word with a digit nothing is given.
    """
    if any(map(str.isdigit, word.form)):
        return ""
    found = _most_frequent(_one_error_away(word, snapshot))
    return found or (_most_frequent(_two_errors_away(word, snapshot)) if len(word.form) >= _LEAST_FOR_TWO else "")


def _most_frequent(counts: Mapping[str, int]) -> str:
    idle = stopwords()  # nobody looks for one of these by itself
    return min((form for form in counts if form not in idle), key=lambda form: (-counts[form], form), default="")


def _one_error_away(word: Term, snapshot: Snapshot) -> Counter[str]:
    lookup: AnyLookup = KernelLookup(snapshot, expanded) if kernel.available() else Lookup(snapshot, Notes())
    near = [form for form in lookup.forms(Fuzzy(word.field, word.form, 1)) if form[0] == word.form[0]]
    counts: Counter[str] = Counter()
    for live, part, form in product(snapshot.segments, parts(word.field), near):
        for found in takewhile(lambda found: found.form == form, live.segment.forms(part, form)):  # noqa: B023
            counts[form] += live.segment.doc_frequency(part, encoded(found.term))
    return counts


def _two_errors_away(word: Term, snapshot: Snapshot) -> Counter[str]:
    """Go through all forms with the same first letter: there may be more than a pattern is looked up for."""
    machine, first = fuzzy(word.form, 2), word.form[0]
    counts: Counter[str] = Counter()
    for live, part in product(snapshot.segments, parts(word.field)):
        for found in takewhile(lambda found: found.form.startswith(first), live.segment.forms(part, first)):
            if machine.matches(found.form):
                counts[found.form] += live.segment.doc_frequency(part, encoded(found.term))
    return counts


def _speakers(start: str, snapshot: Snapshot) -> Iterator[Suggestion]:
    for speaker, count in facet(Every(), snapshot, field="speaker").values:
        folded = letters.fold(speaker)
        if any(part.startswith(start) for part in (folded, *folded.split())):
            yield Suggestion(speaker, "speaker", count)


def _words(start: str, snapshot: Snapshot) -> dict[str, str]:
    """Give forms that begin so with their terms, the first form of each term."""
    forms: dict[str, str] = {}
    for live in snapshot.segments:
        for part in parts("text"):
            for form in islice(live.segment.forms(part, start), _MOST_FORMS):
                if not form.form.startswith(start):
                    break
                if form.term not in forms or form.form < forms[form.term]:
                    forms[form.term] = form.form
    return {form: term for term, form in forms.items()}


def _frequent(terms: dict[str, str], snapshot: Snapshot, limit: int) -> list[str]:
    ranked = sorted((-_df("text", term, snapshot), form) for form, term in terms.items())
    return [form for _, form in ranked[:limit]]


def _articles(term: str, snapshot: Snapshot) -> int:
    """Count the articles that have a term in title or body and can be in an answer."""
    count = 0
    for segment, hidden, _ in snapshot.segments:
        lists = (segment.postings(part, encoded(term)) for part in parts("text"))
        count += len({doc for postings in lists if postings is not None for doc in postings.docs} - hidden)
    return count
