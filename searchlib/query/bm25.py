"""Here are counts and lengths, give me the score: BM25F, one formula a function.

For one word (or one pattern, taken as one word) in a document:

    weight = sum over the fields of   boost(field) * count / (1 - B + B * length / average(field))
    score  = idf * (K1 + 1) * weight / (K1 + weight)
    idf    = ln(1 + (N - df + 0.5) / (df + 0.5))

Plain words are looked for in title (boost 2) and body (boost 1): one saturation for both. A word restricted to
one field is scored in that field alone, with boost 1. N is the number of documents of all segments and df the
number of those with the word in any of the fields; both count hidden documents until they are merged away, as do
the averages. ``length`` is what the length byte stands for (478 reads as 491), ``average`` is exact.

Source: Robertson, Zaragoza, Taylor: Simple BM25 extension to multiple weighted fields, CIKM 2004; the form of idf
that is never negative is Lucene's.
"""

from math import log

from searchlib.codec.lengths import LENGTHS
from searchlib.hints import Final, TypeAlias

Scores: TypeAlias = dict[int, float]
"""Document number → score, within one segment."""
K1: Final = 1.5
B: Final = 0.6
TITLE_BOOST: Final = 2.0


def idf(documents: int, df: int) -> float:
    """Give the weight of a word that *df* of so many *documents* have.

    Example:
        >>> round(idf(1000, 10), 4), idf(0, 0) > 0
        (4.5574, True)
    """
    return log(1 + (documents - df + 0.5) / (df + 0.5))


def factors(average: float, boost: float) -> tuple[float, ...]:
    """Give what one occurrence weighs, for each length byte.

    Example:
        >>> round(factors(10.0, 1.0)[0], 3)
        2.5
    """
    if not average:
        return (boost / (1 - B),) * len(LENGTHS)
    return tuple(boost / (1 - B + B * length / average) for length in LENGTHS)


def saturated(weight: float, idf: float) -> float:
    """Give the score of a weight.

    Example:
        >>> saturated(1.5, 2.0)
        2.5
    """
    return idf * (K1 + 1) * weight / (K1 + weight)
