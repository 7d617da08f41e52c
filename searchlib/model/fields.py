"""Which fields of the index a query asks as one."""

from types import MappingProxyType

from searchlib.hints import Final

TITLE, BODY = "title", "body"
BESIDE: Final = MappingProxyType({TITLE: BODY})
"""A field, and the one that plain words are looked for in beside it: a segment keeps what is common to both."""
