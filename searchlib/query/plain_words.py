"""Here is a query of plain words alone, give me its tree; nearly all queries are such."""

from searchlib.analyse.stopwords import stopwords
from searchlib.query.fields import QUOTED, STEMMED
from searchlib.query.leaves import single
from searchlib.query.nodes import And, Node, Or, Term


def plain_words(text: str, operator: str, field: str) -> Node | None:
    """Read words between blanks, none of which is a stop word, in capitals, or more than letters and digits.

    Args:
        text: A query.
        operator: What words side by side mean: and, or.
        field: The field of plain words.

    Returns:
        What `parse` makes of it; None where it is more than that, or too little.

    Raises:
        Nothing.

    Example:
        >>> plain_words("border police", "and", "text").clauses[1]
        Term(field='text', term='polic', form='police', span=(7, 13))
        >>> plain_words("police OR", "and", "text") is plain_words("-police", "and", "text") is None
        True

    Cost: about 1 us a word.
    """
    words = text.split()
    if field not in STEMMED or field in QUOTED or not words:
        return None
    idle, terms, end = stopwords(), [], 0
    for word in words:
        if not word.isalnum() or word.isupper():
            return None
        term, form = single(word, field in STEMMED)
        if term is None or form in idle:
            return None
        start = text.index(word, end)
        end = start + len(word)
        terms.append(Term(field, term, form, (start, end)))
    if len(terms) == 1:
        return terms[0]
    return (And if operator == "and" else Or)(tuple(terms), (0, len(text)))
