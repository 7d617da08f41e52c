"""Here is a term, give me its postings out of its packet: with the kernel where it is there, else without."""

from collections.abc import Callable
from types import ModuleType
from typing import Final, TypeVar

from searchlib.codec.packets import SLACK
from searchlib.codec.sections import Sections
from searchlib.codec.unpacked import LONGEST_HEAD, Head, Packet, read_head
from searchlib.compiled import kernel, run

Given = TypeVar("Given")
_DOCS: Final = 0
_FREQS: Final = 1
_POSITIONS: Final = 2
_FORMS: Final = 3


class PackedTerms:
    """The postings of one field: `packets` and `term.at` (see `searchlib.codec.packet_writer`)."""

    __slots__ = ("_at", "_doc_count", "_opened", "_packets", "positional")

    def __init__(self, sections: Sections, field: str, *, doc_count: int) -> None:
        self._at = sections.section(f"{field}/term.at", "I")
        self._packets = sections.section(f"{field}/packets", "B")
        self._doc_count = doc_count
        self._opened: object = None
        self.positional = f"{field}/lengths" in sections
        """Whether the field has positions."""

    def given(self) -> "tuple[object, memoryview]":
        """Give what the kernel reads the packets by."""
        return self._packets.unverified(), self._at.all()

    def doc_frequency(self, term: int) -> int:
        """Give the number of documents that hold the term with this number."""
        return self._head(term).docs

    def token_count(self, term: int) -> int:
        """Give the number of tokens of the term in all documents."""
        return self._head(term).tokens

    def docs(self, term: int) -> memoryview:
        """Give the documents that hold the term."""
        module = kernel()
        if module is not None:
            return self._unpacked(module, term, what=_DOCS)
        return memoryview(self._checked(lambda: self._packet(term).docs(self._doc_count)))

    def freqs(self, term: int) -> memoryview:
        """Give the frequencies of the term."""
        module = kernel()
        if module is not None:
            return self._unpacked(module, term, what=_FREQS)
        return memoryview(self._checked(lambda: self._packet(term).freqs(self._doc_count)))

    def positions(self, term: int) -> memoryview:
        """Give the positions of the term in all documents, one after the other."""
        if not self.positional:
            return memoryview(b"")
        module = kernel()
        if module is not None:
            return self._unpacked(module, term, what=_POSITIONS)
        packet = self._checked(lambda: self._packet(term))
        return memoryview(self._checked(lambda: packet.positions(packet.freqs(self._doc_count))))

    def formed(self, term: int) -> memoryview:
        """Give the number of the form at each position; empty where the term has one form."""
        module = kernel()
        if module is not None:
            return self._unpacked(module, term, what=_FORMS)
        return memoryview(self._checked(lambda: self._packet(term).formed()))

    def _head(self, term: int) -> Head:
        start, end = self._range(term)
        data = self._packets.items(start, min(end, start + LONGEST_HEAD))
        return self._checked(lambda: read_head(data, end - start, positional=self.positional))

    def _range(self, term: int) -> tuple[int, int]:
        start, end = self._at.items(term, term + 2)
        if not start < end <= len(self._packets) - SLACK:
            raise self._at.damaged(f"{start} to {end} is no place of a packet")
        return start, end

    def _packet(self, term: int) -> Packet:
        start, end = self._range(term)
        return Packet(self._packets.items(start, end), positional=self.positional)

    def _unpacked(self, module: ModuleType, term: int, *, what: int) -> memoryview:
        if self._opened is None:
            self._opened = module.open_packets(self._packets.unverified(), self.positional)
        start, end = self._range(term)
        found: bytes = run(lambda module: module.unpack_term(self._opened, start, end, self._doc_count, what))
        return memoryview(found).cast("I")

    def _checked(self, call: Callable[[], Given]) -> Given:
        try:
            return call()
        except ValueError as error:
            raise self._packets.damaged(str(error)) from error
