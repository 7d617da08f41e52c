"""Here is a term, give me its number in the sorted dictionary; here is a number, give me the term.

A dictionary is two sections: ``<name>.text``, all terms one after the other in ascending order of their bytes, and
``<name>.ends``, where each ends, with a leading zero. Surface forms and facet values are kept in the same way.
Text is UTF-8, lone surrogates included, so that the order of bytes is the order of code points.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from searchlib.codec.sections import Sections
from searchlib.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from searchlib.codec.assemble import SectionWriter


def encoded(text: str) -> bytes:
    """Give the bytes that stand for *text* in a dictionary.

    Example:
        >>> encoded("é")
        b'\\xc3\\xa9'
    """
    return text.encode("utf-8", "surrogatepass")


def decoded(data: "bytes | memoryview") -> str:
    """Give back the text that stands in a dictionary as *data*; bytes that are no text become U+FFFD.

    Example:
        >>> decoded(encoded("é"))
        'é'
    """
    try:
        return str(data, "utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return str(data, "utf-8", "replace")


def write_dictionary(out: "SectionWriter", name: str, *, terms: Iterable[bytes]) -> None:
    """Write a dictionary; *terms* are in ascending order and distinct."""
    ends = array("I", [0])
    with out.section(f"{name}.text", "B") as text:
        pending: list[bytes] = []
        size = 0
        for term in terms:
            pending.append(term)
            size += len(term)
            ends.append(size)
            if len(pending) == _TERMS_AT_ONCE:
                text.write(b"".join(pending))
                pending.clear()
        text.write(b"".join(pending))
    out.add(f"{name}.ends", "I", data=ends)


_TERMS_AT_ONCE = 4096


def write_texts(out: "SectionWriter", name: str, *, text: bytes, ends: bytes) -> None:
    """Write a dictionary as the kernel gives it."""
    out.add(f"{name}.text", "B", data=text)
    out.add(f"{name}.ends", "I", data=ends)


class Dictionary:
    """A sorted dictionary of an open segment: a sequence of byte strings, checked as a whole when opened."""

    __slots__ = ("_ends", "_section", "_text", "_text_section")

    def __init__(self, sections: Sections, name: str) -> None:
        text, ends = sections.section(f"{name}.text", "B"), sections.section(f"{name}.ends", "I")
        self._text, self._ends = text.all(), ends.all()
        if not len(ends) or self._ends[0] != 0 or self._ends[-1] != len(text):
            raise ends.damaged("does not fit the text")
        self._section, self._text_section = ends, text

    def given(self) -> "tuple[object, object]":
        """Give what the kernel reads the dictionary by."""
        return self._text_section.unverified(), self._section.unverified()

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> bytes:
        try:
            return bytes(self._text[self._ends[number] : self._ends[number + 1]])
        except IndexError as error:
            raise self._section.damaged(f"number {number} of {len(self)}") from error

    def find(self, term: bytes) -> int:
        """Give the number of the first term that is not below *term*; the size of the dictionary if there is none."""
        return bisect_left(self, term)

    def number(self, term: bytes) -> int | None:
        """Give the number of *term*, None where the dictionary has none."""
        place = bisect_left(self, term)
        return place if place < len(self) and self[place] == term else None

    def walk(self, start: int = 0) -> Iterator[bytes]:
        """Give the terms in order, from the one with the number *start*."""
        text, begin = self._text, self._ends[start]
        for end in self._ends[start + 1 :]:
            yield bytes(text[begin:end])
            begin = end
