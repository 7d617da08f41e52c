"""Here are articles, one after the other, millions perhaps: which of them came before, and where did it stand?

The first are kept in memory; where more come, all move into a temporary file, which SQLite keeps and removes. So what
a run knows of the articles that it has seen takes the same memory however many they are.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from searchlib.errors import ArchiveError

if TYPE_CHECKING:
    import sqlite3

IN_MEMORY: Final = 1 << 16
"""Keys, of 100 to 200 bytes each. In the file each takes 2 to 5 us."""
_FILE: Final = """
    PRAGMA journal_mode = OFF;
    PRAGMA cache_size = -16384;
    CREATE TABLE seen (key INTEGER PRIMARY KEY, place BLOB);
    BEGIN;
"""
"""16 MB of it are in memory at most; as it ends with the run, nothing is ever rolled back."""


class Seen:
    """Keys of 64 bits, signed, each with a place; a context, at whose end memory and file are given back.

    Args:
        in_memory: How many are kept in memory, 1 at least.

    Raises:
        ArchiveError: on any access, where there is no room for the temporary file.

    Example:
        >>> with Seen() as seen:
        ...     seen.add(7, "a.txt"), seen.add(7, "b.txt"), 7 in seen, 8 in seen, len(seen)
        (None, 'a.txt', True, False, 1)
    """

    def __init__(self, *, in_memory: int = IN_MEMORY) -> None:
        self._in_memory = in_memory
        self._few: dict[int, str] = {}
        self._file: sqlite3.Connection | None = None
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def __len__(self) -> int:
        return self._count

    def __contains__(self, key: int) -> bool:
        return self._find(key) is not None

    def add(self, key: int, place: str = "") -> str | None:
        """Take in a key; give the place of the one that came before, None where it is new."""
        first = self._find(key)
        if first is None:
            self._count += 1
            if self._file is not None:
                self._write(self._file, ((key, place),))
            else:
                self._few[key] = place
                if self._count > self._in_memory:
                    self._move()
        return first

    def _find(self, key: int) -> str | None:
        if self._file is None:
            return self._few.get(key)
        with _room():
            found = self._file.execute("SELECT place FROM seen WHERE key = ?", (key,)).fetchone()
        return found[0].decode("utf-8", "surrogatepass") if found else None

    def _move(self) -> None:
        """Put all into a file; a Python that was built without SQLite keeps them in memory."""
        try:
            import sqlite3  # noqa: PLC0415  # few runs see so many
        except ImportError:
            self._in_memory *= 2
            return
        with _room():
            # whoever is handed articles one by one may ask for each in another thread
            self._file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
            self._file.executescript(_FILE)
        self._write(self._file, self._few.items())
        self._few = {}

    @staticmethod
    def _write(file: "sqlite3.Connection", rows: Iterable[tuple[int, str]]) -> None:
        with _room():
            encoded = ((key, place.encode("utf-8", "surrogatepass")) for key, place in rows)
            file.executemany("INSERT INTO seen VALUES (?, ?)", encoded)


@contextmanager
def _room() -> Iterator[None]:
    import sqlite3  # noqa: PLC0415  # as above

    try:
        yield
    except sqlite3.Error as error:
        message = f"what was seen cannot be kept in a temporary file ({error}); name a folder with room in TMPDIR"
        raise ArchiveError(message) from error
