"""Here are the places of clauses in an article, give me marks and snippets by the kernel.

What it gives is what `marking.marked`, `texts.Body` and `snippets.body_snippets` define; where there is no kernel, they
give it themselves.
"""

from collections.abc import Sequence

from searchlib.analyse.tokens import FORMS, opened, unstemmed
from searchlib.codec import kernel
from searchlib.codec.segment import Segment
from searchlib.errors import IndexDamaged
from searchlib.model import Snippet
from searchlib.query.marking import WHOLE, Clause, Mark, Owning, marked


def marks_in(text: str, clauses: tuple[Clause, ...], owning: Owning = WHOLE) -> tuple[Mark, ...]:
    """Mark what stands in a text: a title, a quotation (see `marking.marked`).

    Example:
        >>> marks_in("the red cross", (Clause(((2,),), bool),))
        (Mark(start=8, end=13, clause=0),)
    """
    if not clauses:
        return ()
    module = kernel.kernel()
    if module is None:
        return marked(text, unstemmed(text), clauses=clauses, owning=owning)
    return tuple(map(Mark._make, module.marked(opened(FORMS, module), text, clauses, *owning)))


def stretches(segment: Segment, doc: int, *, clauses: tuple[Clause, ...], most: int) -> tuple[Snippet, ...]:
    """Give the best stretches of the body of an article (see `snippets.body_snippets`).

    Raises:
        IndexDamaged: the segment is not what was written.
    """
    module = kernel.kernel()
    if module is not None:
        raw = segment.stored_texts("text").encoded(doc)
        rows = kernel.lists(segment, "pieces"), kernel.lists(segment, "sentence_starts")
        memo = opened(FORMS, module)
        try:
            shown = kernel.run(lambda module: module.snippets(memo, raw, *rows, clauses, most, doc))
        except ValueError:  # what is kept is no text, or what is packed does not fit it: the definition says so
            shown = None
        if shown is not None:
            return tuple([Snippet("body", *stretch) for stretch in shown])
    lists = segment.list("pieces", doc), segment.list("sentence_starts", doc)
    try:
        return defined(segment.stored("text", doc), lists, clauses=clauses, most=most)
    except ValueError as error:
        raise IndexDamaged(segment.file, "list/pieces", f"document {doc}: {error}") from error


def defined(
    raw: str, lists: tuple[Sequence[int], Sequence[int]], *, clauses: Sequence[Clause], most: int
) -> tuple[Snippet, ...]:
    """Do without the kernel; *lists* are the pieces of the body and where its sentences start."""
    from searchlib.query.snippets import body_snippets  # noqa: PLC0415  # the kernel has its own
    from searchlib.query.texts import Body  # noqa: PLC0415

    body = Body(raw, lists[0])
    return body_snippets(body, lists[1], marked(body.text, body.tokens, clauses=clauses), most=most)
