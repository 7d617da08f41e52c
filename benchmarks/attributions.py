"""Articles with their attributions marked by hand, and the rules by which what is found is compared with them.

Match: one to one, greedy, where the characters of two quotations overlap by half (intersection over union);
exact: the same letters without a leading "that"; speaker: the mention found overlaps the source marked.
"""

import json
import lzma
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from searchlib.model import Quote

SETS = ("train240", "dev84")
KINDS = ("direct", "mixed", "indirect")
_SPEECH = frozenset(
    """
    say says said saying tell tells told telling add adds added adding note notes noted noting ask asks asked
    asking argue argued argues explain explained write writes wrote writing tweet tweeted announce announced
    warn warned insist insisted reply replied respond responded declare declared claim claimed claims admit
    admitted acknowledge acknowledged confirm confirmed deny denied suggest suggested state stated report
    reported according recall recalled describe described call called joke joked quip quipped continue
    continued conclude concluded remark remarked comment commented complain complained contend contended
    predict predicted promise promised urge urged vow vowed caution cautioned observe observed testify
    testified mention mentioned point pointed stress stressed emphasize emphasized
    """.split()  # noqa: SIM905
)


class Matched(NamedTuple):
    """One article: what is marked, what was found, and which is which."""

    text: str
    gold: list[dict[str, Any]]
    found: list[Quote]
    pairs: dict[int, int]
    """Number found → number marked."""


def articles(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    with lzma.open(folder / "quotes" / f"polnear_{name}.jsonl.xz", "rt", encoding="utf8") as lines:
        for line in lines:
            yield json.loads(line)


def match(article: dict[str, Any], found: Iterable[Quote]) -> Matched:
    gold = [mark for mark in article["attributions"] if mark["content_spans"]]
    quotes = list(found)
    marked = [_characters(mark["content_spans"]) for mark in gold]
    given = [_characters(quote.spans) for quote in quotes]
    overlaps = sorted(
        (
            (len(mine & theirs) / len(mine | theirs), one, other)
            for one, mine in enumerate(given)
            for other, theirs in enumerate(marked)
            if mine & theirs
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for share, one, other in overlaps:
        if share >= 0.5 and one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return Matched(article["text"], gold, quotes, pairs)


def _characters(spans: Iterable[Any]) -> set[int]:
    return set().union(*(range(first, last) for first, last in spans))


def speaker_right(quote: Quote, mark: dict[str, Any]) -> bool:
    return bool(
        quote.speaker_span
        and mark["source_spans"]
        and _characters([quote.speaker_span]) & _characters(mark["source_spans"])
    )


def exact(matched: Matched, one: int) -> bool:
    mark = matched.gold[matched.pairs[one]]
    words = "".join(matched.text[first:last] for first, last in mark["content_spans"])
    return _letters(words) == _letters(matched.found[one].text)


def _letters(words: str) -> str:
    return re.sub(r"[\W_]+", "", re.sub(r"^\W*(that\W+)?", "", words.strip().lower()))


def has_speech_cue(matched: Matched, mark: dict[str, Any]) -> bool:
    spans = mark.get("cue_spans") or []
    cue = {word.lower() for first, last in spans for word in re.findall(r"\w+", matched.text[first:last])}
    return mark["kind"] == "indirect" and bool(cue & _SPEECH)
