"""Here is a query, name the way that it takes to its answer (see `plan`)."""

from typing import Final, NamedTuple

from searchlib.codec import kernel
from searchlib.query.kernel_program import left_over
from searchlib.query.kernel_run import narrowed
from searchlib.query.nodes import Node
from searchlib.query.plan import for_kernel

_WHOOSHS: Final = "the kernel does not know Whoosh's scores; the figures of each hit are those of bm25f"


class Road(NamedTuple):
    """The way that a query, or a clause of it, takes to its answer."""

    by: str
    """kernel, definition, or both: the kernel finds the articles and the definition looks at these."""
    clause: Node
    why: str = ""


def roads(node: Node, ranking: str = "dependence") -> tuple[Road, ...]:
    """Name the way that `page` takes for a query, and then for each clause that takes another.

    Example:
        >>> from searchlib.query.nodes import Every
        >>> roads(Every())[0].by in ("kernel", "definition")
        True
    """
    if not kernel.available():
        return (Road("definition", node, kernel.description()),)
    if ranking == "whoosh":
        return (Road("definition", node, _WHOOSHS),)
    if not for_kernel(node):
        return (Road("definition", node, f"it is nested deeper than {kernel.DEEPEST} levels"),)
    left = (Road("both" if narrowed(clause) else "definition", clause) for clause in left_over(node))
    return (Road("kernel", node), *left)
