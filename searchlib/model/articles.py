"""An article as it was handed in."""

from searchlib.hints import NamedTuple
from searchlib.model.record import Record
from searchlib.model.tokens import Span


class Article(NamedTuple):
    """One article as it was handed in; only *text* is needed."""

    text: str
    id: str | None = None
    title: str | None = None
    date: str | None = None
    source: str | None = None
    url: str | None = None
    author: str | None = None
    lang: str | None = None
    path: str | None = None


class Boilerplate(Record):
    """A stretch of the raw text that is no prose: a caption, a menu, a gallery counter."""

    kind: str
    span: Span
