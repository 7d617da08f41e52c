"""What a language is called, and whether English rules and English stems are for it."""

from searchlib.hints import Final

_ENGLISH: Final = frozenset(("en", "eng", "english"))


def is_english(lang: str | None) -> bool:
    """Tell whether a text of this language is read as English; one whose language is unknown is.

    Example:
        >>> is_english("en-GB"), is_english(None), is_english("fr")
        (True, True, False)
    """
    return not lang or lang.strip().lower().replace("_", "-").partition("-")[0] in _ENGLISH
