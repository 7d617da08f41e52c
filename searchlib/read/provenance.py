"""Here is what a saved page says of where it comes from, give me what is true of the article."""

import re
from typing import Final
from urllib.parse import urlsplit

_ARCHIVED: Final = re.compile(r"https?://web\.archive\.org/web/\d{4,14}[a-z_]{0,4}/(https?://.+)", re.IGNORECASE)
_CALENDAR: Final = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b[., ]*\d{0,2}[., ]*(?:\d{4})?",
    re.IGNORECASE,
)


def unarchived(url: str | None, site: str | None) -> tuple[str | None, str | None]:
    """Give address and site of the page itself where an archive of the web kept it.

    Example:
        >>> unarchived("https://web.archive.org/web/20130612042211/http://www.herald.example/river", "web.archive.org")
        ('http://www.herald.example/river', 'herald.example')
    """
    kept = _ARCHIVED.fullmatch(url or "")
    if kept is None:
        return url, site
    if site != "web.archive.org":
        return kept.group(1), site
    try:
        host = urlsplit(kept.group(1)).hostname
    except ValueError:
        return url, site
    return kept.group(1), host and host.removeprefix("www.")


def author_alone(author: str | None) -> str | None:
    """Take out of the names of authors what is of a date: bylines hold both.

    Example:
        >>> author_alone("Owen Hart; June"), author_alone("April Jones; May Lee"), author_alone("June 11")
        ('Owen Hart', 'April Jones; May Lee', None)
        >>> author_alone("June")
        'June'
    """
    names = [name for name in (author or "").split("; ") if name]
    kept = [name for name in names if not _CALENDAR.fullmatch(name)]
    if not kept and len(names) == 1 and names[0].isalpha():
        return names[0]  # there are people who sign so
    return "; ".join(kept) or None
