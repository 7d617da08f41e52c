"""Here is a query of plain words alone, give me its tree; nearly all queries are such."""

from collections.abc import Sequence
from functools import lru_cache

from searchlib.analyse.stopwords import stopwords
from searchlib.analyse.tokens import english, plain
from searchlib.hints import Final
from searchlib.model import Span
from searchlib.query.fields import QUOTED, STEMMED
from searchlib.query.nodes import And, Node, Or, Phrase, Term

_OF_OPERATORS: Final = "nNaA"
"""First letters of operators that end with a digit: near5, adj3."""
_OPERATORS: Final = frozenset(("AND", "OR", "NOT", "ANDNOT", "ANDMAYBE", "REQUIRE", "NEAR"))
"""In a phrase they are words, and that is said: see `literal`."""
MOST_WORDS: Final = 256
"""Words of a phrase; more are cut off."""


def plain_words(text: str, operator: str, field: str) -> Node | None:
    """Read words of letters and digits between blanks; with OR between all of them, or one phrase of such words.

    Args:
        text: A query.
        operator: What words side by side mean: and, or.
        field: The field of plain words.

    Returns:
        What `parse` makes of it; None where it is more than that, too little, or has stop words outside a phrase.

    Raises:
        Nothing.

    Example:
        >>> plain_words("border police", "and", "text").clauses[1]
        Term(field='text', term='polic', form='police', span=(7, 13))
        >>> plain_words("police OR", "and", "text") is plain_words("-police", "and", "text") is None
        True

    Cost: about 1 us a word.
    """
    if field not in STEMMED or field in QUOTED or not text:
        return None
    if text[0] == '"':
        return _phrase(text, field)
    words = text.split()
    if "OR" in words:
        terms = _terms(text, words[::2], field) if set(words[1::2]) == {"OR"} and len(words) % 2 else ()
        return Or(terms, (terms[0].span[0], terms[-1].span[1])) if terms else None
    terms = _terms(text, words, field)
    if len(terms) < 2:
        return terms[0] if terms else None
    return (And if operator == "and" else Or)(terms, (0, len(text)))


def _terms(text: str, words: Sequence[str], field: str) -> tuple[Term, ...]:
    """Give the words as terms; none where one of them says something else."""
    idle, terms, end = stopwords(), [], 0
    for word in words:
        if (not word.isalpha() and (not word.isalnum() or word[0] in _OF_OPERATORS)) or word.isupper():
            return ()
        term, form = single(word, True)
        if term is None or form in idle:
            return ()
        start = text.index(word, end)
        end = start + len(word)
        terms.append(Term(field, term, form, (start, end)))
    return tuple(terms)


def _phrase(text: str, field: str) -> Node | None:
    words = text[1:-1].split()
    if text[-1] != '"' or not _OPERATORS.isdisjoint(words) or any(map(_of_operator, words)):
        return None
    return beside(words, field, span=(0, len(text)))


def _of_operator(word: str) -> bool:
    """Tell what ends with a digit and may be an operator."""
    return word[0] in _OF_OPERATORS and word[-1].isdecimal()


def beside(words: Sequence[str], field: str, *, span: Span, slop: int = 0) -> Node | None:
    """Read words side by side, each of letters and digits; None where one of them is more than that."""
    if not 0 < len(words) <= MOST_WORDS or not all(map(str.isalnum, words)):
        return None
    stemmed = field in STEMMED
    found = [single(word, stemmed) for word in words]
    terms = tuple([Term(field, term, form, span) for term, form in found if term])
    if len(terms) < len(found):
        return None
    return Phrase(field, terms, slop, span) if len(terms) > 1 else terms[0]


@lru_cache(4096)
def single(text: str, stemmed: bool) -> tuple[str | None, str]:
    """Give term and form of a word that is one token."""
    tokens = english(text) if stemmed else plain(text)
    return (tokens.terms[0], tokens.forms[0]) if len(tokens.terms) == 1 else (None, "")
