"""Here is a long text with marks, give me the part worth a glance."""

from collections.abc import Sequence

from searchlib.model import Span

_ENDS = '.!?…:”"’»)。'
_SLACK = 24
"""How far a cut may move to fall between two words."""


def excerpt(text: str, marks: Sequence[Span], *, limit: int) -> tuple[str, tuple[Span, ...]]:
    """Give at most about *limit* characters of *text* around its first mark, and the marks there.

    Args:
        text: One line.
        marks: Ascending spans of *text*.
        limit: Characters, without the ellipses that stand where something was cut.

    Example:
        >>> excerpt("one two three four five six", [(8, 13)], limit=12)
        ('… two three …', ((6, 11),))
    """
    if len(text) <= limit:
        return text, tuple(marks)
    first, last = marks[0] if marks else (0, 0)
    planned = max(0, min(first - limit // 3, len(text) - limit))
    start, most = _back_to_word(text, planned), planned + limit
    end = max(_cut_at_word(text, most), min(last, most))
    head = "… " if start else ""
    shown = f"{head}{text[start:end]}{' …' if end < len(text) else ''}"
    shift = len(head) - start
    inside = ((max(left, start), min(right, end)) for left, right in marks)
    return shown, tuple((left + shift, right + shift) for left, right in inside if left < right)


def with_ellipses(text: str, marks: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """Put an ellipsis where *text* starts or ends inside a sentence, and shift its marks.

    Example:
        >>> with_ellipses("sharing of information.", [(0, 7)])
        ('… sharing of information.', ((2, 9),))
    """
    shown = text.strip()
    head = "… " if shown[:1].islower() else ""
    tail = " …" if shown and shown[-1] not in _ENDS else ""
    return f"{head}{text}{tail}", tuple((start + len(head), end + len(head)) for start, end in marks)


def _back_to_word(text: str, offset: int) -> int:
    blank = text.rfind(" ", max(0, offset - _SLACK), offset + 1)
    return offset if blank < 0 else min(offset, blank + 1)


def _cut_at_word(text: str, offset: int) -> int:
    if offset == len(text):
        return offset
    blank = text.rfind(" ", max(0, offset - _SLACK), offset + 1)
    return offset if blank < 0 else blank
