"""Here is an error that no whole segment leads to, say which segment misled us.

Readers check what they read under its checksum, and within its bounds where memory is at stake. A file that a stranger
wrote, checksums and all, can still contradict itself in ways that end in a plain LookupError somewhere. To look for
each of them at each step would cost every query; so the segments are judged when it has happened. Where all are sound
the error is a mistake of ours, and stays what it is.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from types import TracebackType

from searchlib.codec.segment import Segment
from searchlib.codec.snapshot import Snapshot
from searchlib.errors import IndexDamaged
from searchlib.hints import Concatenate, Final, ParamSpec, Protocol, TypeVar

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

SUSPICIOUS: Final = (LookupError, ValueError, OverflowError, MemoryError)
"""What a reader raises that was told to look where nothing is."""
_READERS: Final = ("searchlib.codec.", "searchlib.query.", "searchlib.indexing.holdings")


class _Holder(Protocol):
    @property
    def _snapshot(self) -> Snapshot: ...


_SomeHolder = TypeVar("_SomeHolder", bound=_Holder)


def judged(
    method: "Callable[Concatenate[_SomeHolder, Given], Answer]",
) -> "Callable[Concatenate[_SomeHolder, Given], Answer]":
    """Make a method of what has a snapshot blame its segments for what they lead to."""

    @wraps(method)
    def asked(self: _SomeHolder, /, *args: "Given.args", **named: "Given.kwargs") -> Answer:
        snapshot = self._snapshot
        try:
            return method(self, *args, **named)
        except SUSPICIOUS as error:
            blame(error, (live.segment for live in snapshot.segments))
            raise

    return asked


def looked_at(
    snapshot: Snapshot, look: "Callable[Given, Answer]", *args: "Given.args", **named: "Given.kwargs"
) -> Answer:
    """Call *look*, which reads *snapshot*, and blame its segments for what they lead to."""
    try:
        return look(*args, **named)
    except SUSPICIOUS as error:
        blame(error, (live.segment for live in snapshot.segments))
        raise


def blame(error: BaseException, segments: Iterable[Segment]) -> None:
    """Raise what is wrong with one of *segments* in the place of *error*, where that was raised in reading them.

    Raises:
        IndexDamaged: one of the segments contradicts itself.

    Cost: reads the segments up to the first that does; nothing for any other kind of error.
    """
    if not isinstance(error, SUSPICIOUS) or not _was_reading(error.__traceback__):
        return
    from searchlib.codec.verify import problems  # noqa: PLC0415  # hardly ever

    for segment in segments:
        for section, reason in problems(segment):
            raise IndexDamaged(segment.file, section, reason) from error


def _was_reading(traceback: TracebackType | None) -> bool:
    """Tell whether an error came through our readers, and not only out of what a caller handed in."""
    while traceback is not None:
        if str(traceback.tb_frame.f_globals.get("__name__", "")).startswith(_READERS):
            return True
        traceback = traceback.tb_next
    return False
