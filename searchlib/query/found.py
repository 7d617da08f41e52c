"""Here is a query and one row of its answer, give me what is shown of it: what works it out is loaded then.

A hit is thin; whoever looks at titles alone needs nothing of what makes snippets, marks and quotations.
"""

from searchlib import model
from searchlib.codec.blame import looked_at
from searchlib.codec.segment import Segment
from searchlib.model.record import Record
from searchlib.query.folding import Folding
from searchlib.query.kernel_lookup import AnyLookup
from searchlib.query.nodes import Node
from searchlib.query.rank import Row


class Found(Record):
    """A query and one row of its answer, the source of a hit."""

    node: Node
    lookup: AnyLookup
    row: Row
    explained: bool = False
    """Whether to say why it is where it is."""
    folds: Folding | None = None
    """Of the answer, where something is alike."""

    def kept(self, name: str) -> str:
        """Give the stored id, title or path, "" where there is none."""
        return self.lookup.snapshot.segments[self.row.number].segment.stored(name, self.row.doc)

    def snippets(self) -> "tuple[model.Snippet, ...]":
        """Give the best stretches; only what they take is read.

        Raises:
            IndexDamaged: what is stored is no article.
        """
        from searchlib.query.details import snippets  # noqa: PLC0415

        return looked_at(self.lookup.snapshot, snippets, self)

    def details(self) -> "model.HitDetails":
        """Work out what is shown of a hit beyond its title.

        Raises:
            IndexDamaged: what is stored is no article.
        """
        from searchlib.query.details import details  # noqa: PLC0415

        return looked_at(self.lookup.snapshot, details, self)

    def folded(self) -> int:
        """Count the articles that nearly repeat this one and are folded behind it."""
        return looked_at(self.lookup.snapshot, self.folds.behind, self.row) if self.folds is not None else 0


def text_marks(found: Found) -> "tuple[model.Span, ...]":
    """Give what matches in the raw text of an article."""
    from searchlib.query.details import text_marks  # noqa: PLC0415

    return text_marks(found)


def quote_row(found: Found, rank: int) -> "model.QuoteRow":
    """Give a row of a page of quotations."""
    from searchlib.query.details import quote_row  # noqa: PLC0415

    return quote_row(found, rank)


def stored(segment: Segment, doc: int) -> "model.Stored":
    """Give an article and its facts (see `kept.stored`)."""
    from searchlib.query.kept import stored  # noqa: PLC0415

    return stored(segment, doc)
