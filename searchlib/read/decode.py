"""Here are bytes, give me text."""

from searchlib.errors import ReadError
from searchlib.read.options import ReadOptions


def decode(data: bytes, place: str, *, options: ReadOptions) -> tuple[str, str]:
    """Give the text of *data*, and what is doubtful about it ("" where nothing is).

    Raises:
        ReadError: *data* is no text.
    """
    if b"\0" in data:
        raise ReadError(place, "binary content")
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), ""
