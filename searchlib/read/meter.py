"""Here are files that are being read, say how many of their bytes have been."""


class Meter:
    """Counts bytes as they lie on the disk, packed ones too: what tells the time left where nothing tells the articles.

    Example:
        >>> meter = Meter()
        >>> meter.at(70), meter.ended(100), meter.at(5), meter.read
        (None, None, None, 105)
    """

    __slots__ = ("_at", "_ended")

    def __init__(self) -> None:
        self._ended = self._at = 0

    @property
    def read(self) -> int:
        """Bytes read so far."""
        return self._ended + self._at

    def at(self, place: int) -> None:
        """Note how far the file at hand has been read; the table of contents of a zip file stands at its end."""
        self._at = place

    def ended(self, size: int) -> None:
        """Note that the file at hand, of *size* bytes, has been read."""
        self._ended, self._at = self._ended + size, 0
