"""Here are the places of a clause in an article, give me those that are written with the capitals asked for.

An index holds words without their capitals, so the text decides: of the articles that have the words, and of no other.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from searchlib.analyse.tokens import unstemmed
from searchlib.codec.segment import Segment
from searchlib.model import Tokens
from searchlib.query.fields import QUOTED, TEXT
from searchlib.query.kept import facts
from searchlib.query.marking import Clause, spans_at
from searchlib.query.nodes import Node, field_of
from searchlib.query.places import Place
from searchlib.query.texts import body_of

LETTERS: Final = {"caps": "some", "allcaps": "all", "nocaps": "none"}
"""What may stand before a parenthesis, and the capitals that it asks for."""
FIELDS: Final = QUOTED | {TEXT, "title", "body"}
"""Fields that have a text to look at."""


class _Window(NamedTuple):
    """A text of the field: all of it, or that of one quotation."""

    base: int
    """The position of its first token."""
    text: str
    tokens: Tokens


class Written(NamedTuple):
    """What is written in a field of an article."""

    windows: tuple[_Window, ...]

    def cased(self, places: Sequence[Place], chooses: Callable[[str], bool], letters: str) -> list[Place]:
        """Give the places that are written with these capitals."""
        return [place for place in places if is_written(self._at(place, chooses), letters)]

    def _at(self, place: Place, chooses: Callable[[str], bool]) -> str:
        """Give the words at a place as they are written."""
        number = bisect_right(self.windows, place[0], key=_base) - 1
        if number < 0:
            return ""
        window = self.windows[number]
        spans = spans_at(Clause((place,), chooses), window.tokens, window.base)
        return " ".join(window.text[start:end] for start, end in spans.values())


def _base(window: _Window) -> int:
    return window.base


def has_text(node: Node) -> bool:
    """Tell whether there is a text to look at for a clause that has places.

    Example:
        >>> from searchlib.query.nodes import Form
        >>> has_text(Form("said", "us")), has_text(Form("topic", "us"))
        (True, False)
    """
    return field_of(node) in FIELDS


def letters_asked(function: str, typed: str) -> str:
    """Give the capitals that a function asks for: caps() of a word typed in capitals throughout asks for all.

    Example:
        >>> letters_asked("caps", "US"), letters_asked("caps", "Apple"), letters_asked("nocaps", "apple")
        ('all', 'some', 'none')
    """
    return "all" if function == "caps" and typed.isupper() and len(typed) > 1 else LETTERS[function]


def is_written(text: str, letters: str) -> bool:
    """Tell whether words have capitals as asked: all letters, at least one, none.

    Example:
        >>> is_written("U.S.", "all"), is_written("eBay", "some"), is_written("2015", "none")
        (True, True, True)
    """
    if letters == "all":
        return text.isupper()
    return text != "" and any(map(str.isupper, text)) is (letters == "some")


def written(segment: Segment, doc: int, field: str) -> Written:
    """Give what is written in a field of an article, one of title, body and those of quotations.

    Raises:
        IndexDamaged: what is stored is no article.
    """
    if field == "title":
        return Written((_window(0, segment.stored("title", doc)),))
    if field == "body":
        body = body_of(segment, doc, segment.stored("text", doc))
        return Written((_Window(0, body.text, body.tokens),))
    starts = segment.list("quote_starts", doc)
    quotes = facts(segment, doc).quotes
    texts = [(quote.text if field == "said" else getattr(quote, field)) or "" for quote in quotes]
    return Written(tuple(_window(base, text) for base, text in zip(starts, texts, strict=False)))


def _window(base: int, text: str) -> _Window:
    return _Window(base, text, unstemmed(text))
