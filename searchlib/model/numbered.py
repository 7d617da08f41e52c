"""Texts that are numbers until somebody looks at them."""

from collections.abc import Callable, Iterator, Sequence

from searchlib.hints import overload


class Numbered(Sequence[str]):
    """The terms or forms of a long text, as the kernel holds them.

    It is read like a list and equals one. An inverter of the kernel takes ``held`` and needs no text.

    Args:
        held: What the kernel gave.
        count: How many texts they are.
        read: Gives the texts of ``held``.

    Example:
        >>> texts = Numbered(("rain", "fell"), 2, read=list)
        >>> len(texts), texts[0], texts == ["rain", "fell"]
        (2, 'rain', True)
    """

    __slots__ = ("_count", "_read", "_texts", "held")

    def __init__(self, held: object, count: int, *, read: Callable[[object], list[str]]) -> None:
        self.held, self._count, self._read = held, count, read
        self._texts: list[str] | None = None

    def texts(self) -> list[str]:
        """Give all of them."""
        if self._texts is None:
            self._texts = self._read(self.held)
        return self._texts

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        return self.texts()[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts())

    def __eq__(self, other: object) -> bool:
        return self.texts() == (other.texts() if isinstance(other, Numbered) else other)

    __hash__ = None  # type: ignore[assignment]  # as a list

    def __repr__(self) -> str:
        return repr(self.texts())

    def __reduce__(self) -> tuple[type[list[str]], tuple[list[str]]]:
        return list, (self.texts(),)
