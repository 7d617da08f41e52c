"""What a text is cut into."""

from array import array

from searchlib.hints import TYPE_CHECKING, TypeAlias
from searchlib.model.numbered import Numbered
from searchlib.model.record import Record

Span: TypeAlias = tuple[int, int]
"""Start and end in code points, half open."""

if TYPE_CHECKING:
    Numbers: TypeAlias = array[int]
else:  # which cannot be said before Python 3.12; and in quotes it would be compiled, see `tests/architecture`
    Numbers = array


class Tokens(Record):
    """The tokens of one text as columns of equal length, in order of position.

    Several tokens may share a position (``I-Checkit`` is ``i``, ``checkit`` and ``icheckit``).
    """

    terms: list[str] | Numbered
    """What is indexed: folded, and stemmed where the field stems."""
    forms: list[str] | Numbered
    """The folded surface form before stemming."""
    positions: Numbers
    """uint32, as the next two."""
    starts: Numbers
    ends: Numbers
