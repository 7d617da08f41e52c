"""Here is the beginning of a word, or one that is in no article, give me what may have been meant."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from searchlib.analyse.fold import fold
from searchlib.analyse.stem import own_term
from searchlib.codec.snapshot import Snapshot
from searchlib.codec.terms import encoded
from searchlib.errors import UsageError
from searchlib.model import Diagnostic
from searchlib.query.automaton import fuzzy
from searchlib.query.counting import facet
from searchlib.query.explain import name
from searchlib.query.fields import parts
from searchlib.query.nodes import Every, Node, Term, words_of
from searchlib.query.notes import Notes

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
        UsageError: there is no such kind.

    Cost: one visit of the speakers, and of at most 2,000 forms.
    """
    if kind not in ("", "word", "speaker"):
        raise UsageError("kind", kind, "word or speaker")
    start = fold(beginning.strip())
    if not start:
        return ()
    people = () if kind == "word" else _speakers(start, snapshot)
    if kind == "speaker":
        return tuple(islice(people, limit))
    terms = _words(start, snapshot)
    words = (Suggestion(form, "word", _articles(terms[form], snapshot)) for form in _frequent(terms, snapshot, limit))
    return tuple(islice((*people, *words), limit))


def corrections(node: Node, snapshot: Snapshot) -> tuple[Diagnostic, ...]:
    """Say of words that no article has what may have been meant.

    Args:
        node: The query.
        snapshot: The index.

    Returns:
        A diagnostic for each such word that a frequent word is near to.
    """
    notes = Notes()
    hint = "check its spelling, or try its beginning with *"
    absent = {word.span: word for word in words_of(node) if isinstance(word, Term) and not _is_there(word, snapshot)}
    for word in islice(absent.values(), _MOST_CORRECTED):
        near = _nearest(word, snapshot) if len(word.form) >= _LEAST_LETTERS else ""
        notes.info(f"no article has {name(word)}", word.span, f"did you mean {near}?" if near else hint)
        hint = hint if near else ""  # once is enough
    return notes.all()


def _is_there(word: Term, snapshot: Snapshot) -> bool:
    """Say whether an article has a word, in English or in a language of its own."""
    return any(_df(word.field, term, snapshot) for term in (word.term, own_term(word.form)))


def _df(field: str, term: str, snapshot: Snapshot) -> int:
    return sum(snapshot.doc_frequency(part, encoded(term)) for part in parts(field))


def _nearest(word: Term, snapshot: Snapshot) -> str:
    """Give the most frequent form one error away, of a longer word also two; its first letter is taken to be right."""
    for edits in (1, 2) if len(word.form) >= _LEAST_FOR_TWO else (1,):
        machine = fuzzy(word.form, edits)
        counts: Counter[str] = Counter()
        for live in snapshot.segments:
            for part in parts(word.field):
                for form in live.segment.forms(part, word.form[0]):
                    if not form.form.startswith(word.form[0]):
                        break
                    if machine.matches(form.form):
                        counts[form.form] += live.segment.doc_frequency(part, encoded(form.term))
        if counts:
            return min(counts, key=lambda form: (-counts[form], form))
    return ""


def _speakers(start: str, snapshot: Snapshot) -> Iterator[Suggestion]:
    for speaker, count in facet(Every(), snapshot, field="speaker").values:
        folded = fold(speaker)
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
