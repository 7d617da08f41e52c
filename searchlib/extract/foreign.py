"""Here is prose that is not English, give me the words that stand in quotation marks; who said them is not guessed.

The cues, titles and names that tell a speaker are English, so there is none here; marks are the same everywhere but
for their order, „so“, «so», »so«, ”so”, 「so」.
"""

import re
from typing import Final

from searchlib.model import Prose, Quote

CONFIDENCE: Final = 0.5
"""That words between marks were said, not a name or a phrase held at a distance: a guess, not measured."""
_LEAST_WORDS: Final = 3
_LEAST_SIGNS: Final = 6
"""Of scripts that put no blanks between words."""
_PAIRS: Final = re.compile(
    '„[^„“”\n]++[“”]|«[^«»\n]++»|»[^»«\n]++«|“[^“”\n]++”|”[^”\n]++”|"[^"\n]++"|「[^「」\n]++」|『[^『』\n]++』'
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_SIGN: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]")


def quoted_words(prose: Prose) -> tuple[Quote, ...]:
    """Find what stands between quotation marks in a text of any language.

    Args:
        prose: The clean text with the way back to the raw text.

    Returns:
        Quotations in order, their marks included, of three words and more; none has a speaker.

    Raises:
        Nothing: a mark without a partner in its paragraph is text.

    Example:
        >>> from searchlib.model import Piece
        >>> text = "„Wir müssen schnell handeln“, sagte sie."
        >>> [quote.text for quote in quoted_words(Prose(text, (), (Piece(0, 0, len(text)),), ()))]
        ['„Wir müssen schnell handeln“']

    Cost: one pass.
    """
    return tuple(
        Quote(
            speaker=None,
            speaker_span=None,
            role=None,
            role_span=None,
            cue=None,
            cue_span=None,
            type="direct",
            spans=(prose.raw_span(*found.span()),),
            text=found[0],
            confidence=CONFIDENCE,
            pattern="marks",
        )
        for found in _PAIRS.finditer(prose.text)
        if len(_WORD.findall(found[0])) >= _LEAST_WORDS or len(_SIGN.findall(found[0])) >= _LEAST_SIGNS
    )
