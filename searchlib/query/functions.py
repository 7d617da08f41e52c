"""Here is what stands in the parentheses of a function, or behind a ``~``, give me its node or number."""

from searchlib.model import Span
from searchlib.query.capitals import has_text, letters_asked
from searchlib.query.groups import positional, within_text
from searchlib.query.nodes import AtLeast, Cased, Node, Scope
from searchlib.query.notes import Notes


def applied(function: str, node: Node, span: Span, *, notes: Notes) -> Node:
    """Apply a function to all that stands in its parentheses; exact and capitals are asked of each word.

    Example:
        >>> from searchlib.query.nodes import Form
        >>> applied("atleast2", Form("text", "us"), (0, 12), notes=Notes()).count
        2
    """
    if function == "lead":
        if within_text(node):
            return Scope("lead", (node,), span)
        notes.warn("lead() is for words of title and body; it was ignored", span)
    elif function.startswith("atleast"):
        count = int(function.removeprefix("atleast"))
        if positional(node) and count > 0:
            return AtLeast(node, count, span)
        notes.warn("atleast() is for words and phrases, counted from 1; it was ignored", span)
    return node


def written_as(function: str, node: Node, typed: tuple[str, Span], *, notes: Notes) -> Node:
    """Ask for the capitals of a word: caps, allcaps or nocaps; *typed* is the word without its field, and its place.

    Example:
        >>> from searchlib.query.nodes import Form
        >>> written_as("caps", Form("text", "us"), ("US", (5, 7)), notes=Notes()).letters
        'all'
    """
    text, span = typed
    if positional(node) and has_text(node):
        return Cased(node, letters_asked(function, text), span)
    notes.warn(f"{function}() is for words of texts and quotations; capitals are ignored", span)
    return node


def moves(asked: str, span: Span, *, notes: Notes) -> int:
    """Give how many moves a phrase allows, of what stands behind its ``~``.

    Example:
        >>> moves("3", (5, 7), notes=Notes()), moves("", (5, 6), notes=Notes())
        (3, 0)
    """
    slop = int(float(asked or 0))
    if not asked.isdecimal():
        notes.info(f"~{asked} of a phrase is read as ~{slop}", span, 'as in "a b"~3')
    return slop
