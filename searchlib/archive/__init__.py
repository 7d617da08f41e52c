"""Here is the folder of an index, open it: one immutable snapshot, and the questions it answers."""

from searchlib.archive.asking import Asking
from searchlib.archive.changing import Changing
from searchlib.archive.keeping import Keeping

__all__ = ["Archive"]


class Archive(Asking, Changing, Keeping):
    """One snapshot of an index; `add` and `remove` commit and move it on, others stay until `refresh`."""
