"""Here is the raw text of an article and the pieces of its prose, give me the body by the kernel.

What it gives is what `texts.Body` and `snippets.body_snippets` define.
"""

from collections.abc import Sequence
from functools import cached_property
from types import ModuleType

from searchlib.analyse.tokens import FORMS, opened
from searchlib.codec import kernel
from searchlib.model import Snippet
from searchlib.query.highlight import Mark
from searchlib.query.texts import Body, WordAt


class KernelBody:
    """The body of an article, opened by the kernel."""

    def __init__(self, module: ModuleType, raw: str, pieces: memoryview) -> None:
        self._module, self._raw, self._pieces = module, raw, pieces
        self._opened = module.open_body(opened(FORMS, module), raw, pieces)

    @cached_property
    def text(self) -> str:
        """The clean text; few marks need it."""
        return Body(self._raw, self._pieces).text

    def words_at(self, positions: Sequence[int]) -> list[WordAt]:
        """Give the words at some positions, ascending."""
        found: list[WordAt] = self._module.words_at(self._opened, tuple(positions))
        return found

    def stretches(self, starts: memoryview, marks: tuple[Mark, ...], most: int) -> tuple[Snippet, ...]:
        """Give the best stretches (see `snippets.body_snippets`)."""
        raw, shown = self._raw, self._module.stretches(self._opened, starts, marks, most)
        return tuple(Snippet("body", start, raw[start:end], spans) for start, end, spans in shown)


def kernel_body(raw: str, pieces: memoryview) -> KernelBody | None:
    """Open a body; None where there is no kernel, or where the pieces do not fit the text."""
    module = kernel.kernel()
    if module is None:
        return None
    try:
        return KernelBody(module, raw, pieces)
    except ValueError:
        return None
