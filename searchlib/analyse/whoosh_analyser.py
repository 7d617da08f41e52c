"""Here is Whoosh's call for tokens, give it ours: the one file of this room that knows Whoosh."""

from collections.abc import Iterator

from whoosh.analysis import Token
from whoosh.analysis.analyzers import Analyzer

from searchlib.analyse.tokens import english, plain


class SearchlibAnalyzer(Analyzer):  # type: ignore[misc]  # Whoosh is untyped
    """Wrap `english` (stemmed) or `plain` as a Whoosh analyser; pickled with the schema."""

    def __init__(self, stem: bool) -> None:
        self.stem = stem

    def __call__(  # the signature is Whoosh’s
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        keeporiginal: bool = False,
        removestops: bool = True,
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        **kwargs: object,
    ) -> Iterator[Token]:
        """Yield Whoosh's one token object, filled anew for every token, as Whoosh's own analysers do."""
        found = english(value) if self.stem else plain(value)
        token = Token(positions, chars, removestops=removestops, mode=mode, **kwargs)
        for term, form, position, start, end in zip(*found, strict=True):
            token.text, token.boost, token.stopped = term, 1.0, False
            if keeporiginal:
                token.original = form
            if positions:
                token.pos = start_pos + position
            if chars:
                token.startchar, token.endchar = start_char + start, start_char + end
            yield token
