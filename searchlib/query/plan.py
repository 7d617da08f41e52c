"""Here is a query, give me its answer by the fastest way there is.

What the ways have in common is `execute`, the definition. A kernel will take over what it knows here; until then the
definition answers everything.
"""

from searchlib.codec.snapshot import Snapshot
from searchlib.query.execute import Matches, execute
from searchlib.query.nodes import Node


def answer(node: Node, snapshot: Snapshot) -> Matches:
    """Find every article that matches, with its score.

    Args:
        node: The query.
        snapshot: The index.

    Returns:
        The matches, as `execute` defines them.

    Raises:
        IndexDamaged: a segment is not what was written.
    """
    return execute(node, snapshot)


def road(node: Node) -> str:
    """Name the way that `answer` takes for a query.

    Example:
        >>> from searchlib.query.nodes import Every
        >>> road(Every())
        'definition'
    """
    return "definition"
