"""Here are the tokens of one field, document after document, give me its postings: `codec.invert`, compiled.

The kernel keeps a pair of numbers a token (which term and form, which position) and sorts them by counting when the
segment is written. The bytes are those of `invert.TextInverter`, which is the definition.
"""

import os
from array import array
from types import ModuleType

from searchlib.codec.assemble import Buffer, SectionWriter
from searchlib.codec.forms import SortedForms, write_sorted_forms
from searchlib.codec.invert import length_bytes, write_lengths
from searchlib.codec.packet_writer import write_pieces
from searchlib.codec.packets import SLACK
from searchlib.codec.terms import write_texts
from searchlib.model import Numbered, Tokens


class CompiledInverter:
    """Gathers the tokens of a field with positions, in the kernel."""

    def __init__(self, module: ModuleType) -> None:
        self.cost = 0
        """Bytes of memory until it is written, and while it is."""
        self._module = module
        self._written: tuple[object, ...] = ()
        self._inverter = module.open_inverter(int.from_bytes(os.urandom(8), "little", signed=True))

    def add(self, doc: int, tokens: Tokens) -> None:
        """Take the tokens of the document *doc*; documents come in ascending order.

        Raises:
            ValueError: the positions do not ascend, or the columns differ in length.
            OverflowError: a position does not fit 32 bits. Nothing has been taken then.
        """
        positions = tokens.positions if isinstance(tokens.positions, array) else array("I", tokens.positions)
        terms, forms = tokens.terms, tokens.forms
        if isinstance(terms, Numbered) and isinstance(forms, Numbered) and terms.held is forms.held:
            self.cost = self._module.gather_numbers(self._inverter, doc, terms.held, positions)
        else:
            self.cost = self._module.gather(self._inverter, doc, list(terms), list(forms), positions)

    def write(self, out: SectionWriter, field: str, *, doc_count: int) -> int:
        """Write the sections of the field; returns the sum of its lengths."""
        lengths = array("I", self._module.lengths(self._inverter))
        lengths.extend(bytes(doc_count - len(lengths)))
        text, ends, packets, packet_ends, forms = self._module.inverted(self._inverter, length_bytes(lengths))
        self._inverter = None
        at = array("I", [0]) + array("I", packet_ends)
        self._written = tuple(_in_memory(*one) for one in ((text, 1), (ends, 4), (packets + bytes(SLACK), 1), (at, 4)))
        write_texts(out, f"{field}/term", text=text, ends=ends)
        if forms is not None:
            write_sorted_forms(out, field, SortedForms(*forms))
        total = write_lengths(out, field, lengths=lengths).total
        write_pieces(out, field, [(packets, array("I", packet_ends))])
        return total

    def also_in(self, other: "CompiledInverter", doc_count: int) -> "array[int]":
        """Count for each term, in order, the documents that have it in another field, too, once both are written."""
        return array("I", self._module.also_in(doc_count, self._written, other._written, None))


def _in_memory(data: Buffer, width: int) -> tuple[object, ...]:
    """Give what stands in memory as the kernel takes a section."""
    return data, None, None, width, b"", b""
