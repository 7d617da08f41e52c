"""Here is a word with a hyphen among others of which any will do, give me what speaks for it: itself and its parts.

Asked for by itself or demanded, pre-school is "pre school" or preschool and nothing else. Where any word will do, an
article about a school says something of what was asked, too: so the whole counts half and each part half, which for an
article that has it whole is about what the whole counted before. A word of one letter and a stop word say nothing by
themselves: x-ray, in-house and I-Checkit are not taken apart, nor are names of people and places.
"""

from searchlib.analyse.stopwords import stopwords
from searchlib.hints import Final
from searchlib.query.fields import STEMMED
from searchlib.query.nodes import Best, Boost, Node, Phrase, Term

_HALF: Final = 0.5
"""Between .3 and .7 the answers are as good (ARCHITECTURE.md, "What stands together")."""


def with_parts(node: Node) -> tuple[Node, ...]:
    """Give the clauses that a bare word becomes among words of which any will do.

    Args:
        node: The word as read; of one with a hyphen the best of its spellings, perhaps boosted.

    Returns:
        The word alone where it has no parts that say something, else its half and theirs.

    Example:
        >>> pre, school = Term("text", "pre", "pre"), Term("text", "school", "school")
        >>> spellings = Best((Phrase("text", (pre, school)), Term("text", "preschool", "preschool")))
        >>> [clause.clause == word for clause, word in zip(with_parts(spellings)[1:], (pre, school))]
        [True, True]
        >>> with_parts(pre) == (pre,)
        True
    """
    whole, factor = (node.clause, node.factor) if isinstance(node, Boost) else (node, 1.0)
    first = whole.clauses[0] if isinstance(whole, Best) else whole
    if whole is first or not isinstance(first, Phrase) or first.field not in STEMMED:
        return (node,)
    if not all(isinstance(word, Term) and len(word.form) > 1 and word.form not in stopwords() for word in first.words):
        return (node,)
    clauses: tuple[Node, ...] = (whole, *first.words)
    return tuple(Boost(clause, _HALF * factor, whole.span) for clause in clauses)
