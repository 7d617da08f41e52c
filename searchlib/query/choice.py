"""Here is a clause and words that share a position, say which it means: I-Checkit is icheckit, i and checkit."""

from searchlib.analyse.stem import OWN, stem
from searchlib.query.kernel_lookup import AnyLookup
from searchlib.query.nodes import Form, Node, Term, words_of


class Choice:
    """Says whether a clause means a form that shares its position with others; few are asked."""

    __slots__ = ("_lookup", "_node", "_wanted")

    def __init__(self, node: Node, lookup: AnyLookup) -> None:
        self._node, self._lookup = node, lookup
        self._wanted: tuple[set[str], set[str]] | None = None

    def __call__(self, form: str) -> bool:
        """Say it of one form."""
        if self._wanted is None:
            self._wanted = _wanted(self._node, self._lookup)
        terms, forms = self._wanted
        return form in forms or stem(form) in terms


def _wanted(node: Node, lookup: AnyLookup) -> tuple[set[str], set[str]]:
    terms, forms = set(), set()
    for word in words_of(node):
        if isinstance(word, Term) and word.term.startswith(OWN):
            forms.add(word.form)
        elif isinstance(word, Term):
            terms.add(word.term)
        elif isinstance(word, Form):
            forms.add(word.form)
        else:
            forms.update(lookup.forms(word))
    return terms, forms
