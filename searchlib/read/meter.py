"""Here are files that are being read, say how many of their bytes have been."""


class Meter:
    """Counts bytes as they lie on the disk, packed ones too: what tells the time left where nothing tells the articles.

    Example:
        >>> meter = Meter()
        >>> meter.at(70), meter.ended(100), meter.at(5), meter.read
        (None, None, None, 105)
    """

    __slots__ = ("_at", "_begun", "_ended", "_part")

    def __init__(self) -> None:
        self._ended = self._at = self._begun = 0
        self._part = 1.0

    @property
    def read(self) -> int:
        """Bytes read so far."""
        return self._ended + self._at

    def at(self, place: int) -> None:
        """Note how far the file at hand has been read; the table of contents of a zip file stands at its end."""
        self._at = self._begun + int(self._part * (place - self._begun))

    def began(self) -> None:
        """Note that the next of the inputs in the file at hand begins."""
        self._begun, self._part = self._at, 1.0

    def done(self, records: int, *, of: int) -> None:
        """Note that so many *records* are done *of* those in an input that had to be read whole before the first.

        Example:
            >>> meter = Meter()
            >>> meter.done(1, of=4), meter.at(100), meter.read
            (None, None, 25)
        """
        self._part = records / of

    def ended(self, size: int) -> None:
        """Note that the file at hand, of *size* bytes, has been read."""
        self._ended, self._at = self._ended + size, 0
        self.began()
