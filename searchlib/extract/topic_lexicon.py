"""Here is a word of a text, give me the topics that it speaks for: a table, looked up by word, never by pattern."""

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Final, NamedTuple, TypeAlias

from searchlib.extract.light_table import LightTable

ANTI: Final = "-"
"""Marks words that are no evidence though they hold some: ``-tennis court`` of *court*."""

_SPELLINGS: Final = (
    ("isation", "ization"), ("ise", "ize"), ("ised", "ized"), ("ising", "izing"), ("iser", "izer"), ("our", "or"),
    ("oured", "ored"), ("ouring", "oring"), ("tre", "ter"), ("ence", "ense"), ("mme", "m"), ("yse", "yze"),
    ("lled", "led"), ("lling", "ling"), ("ller", "ler"),
)  # fmt: skip
_SPELT: Final = tuple(ending for ending, _ in _SPELLINGS)
_PLURALS: Final = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("s", ""))


_SIGNS: Final = str.maketrans(dict.fromkeys("-.&/()'", " "))
_JOINTS: Final = frozenset(("and", "or"))
"""Always in the vocabulary, so that they are seen between joined words."""
_NO_PLURALS: Final = frozenset({
    "arms", "as", "athletics", "customs", "gas", "goods", "has", "his", "is", "its", "means", "news", "politics",
    "savings", "series", "species", "sports", "the", "this", "us", "was", "works",
})  # fmt: skip


_Entry: TypeAlias = tuple[str, str]
"""The code of a topic, and words that speak for it as the table has them: ``court*0.5``."""


class TopicRow(NamedTuple):
    """A topic of the tree; the parent of a top topic is empty."""

    label: str
    parent: str


class Alias(NamedTuple):
    """Words that speak for a topic; weight 0 when they are expressly none."""

    code: str
    weight: float
    words: tuple[str, ...]
    """As written in the table: a capital there must be one in the text."""
    is_particular: bool
    """It matters how the text writes it: a capital, or one word in the plural."""


class Lexicon(NamedTuple):
    """The table, ready for lookup."""

    topics: dict[str, TopicRow]
    aliases: LightTable[Alias]
    """By the words as `word_key` gives them, one blank between them."""
    longest: dict[str, int]
    """By the first two words: how many words the longest alias has that begins with them."""
    openings: frozenset[str]
    """First words of aliases of several words."""
    speaking: frozenset[str]
    """These, and aliases of one word: all others need no second look."""
    vocabulary: frozenset[str]
    """Every word of the aliases in small letters; of a word with its plural or other spelling only one."""


@cache
def lexicon() -> Lexicon:
    """Read the table, once.

    Example:
        >>> lexicon().topics["20000133"].label, [alias.weight for alias in lexicon().aliases["police"]]
        ('police', [1.0])
    """
    topics: dict[str, TopicRow] = {}
    aliases: dict[str, list[_Entry]] = {}
    text = resources.files("searchlib.extract").joinpath("topics.tsv").read_text(encoding="utf-8")
    # What every entry needs is done to the whole text, where it costs a tenth.
    for line, low in zip(text.splitlines(), _spaced(text.lower()).splitlines(), strict=True):
        if line.startswith("#"):
            continue
        code, label, parent, entries = line.split("\t")
        topics[code] = TopicRow(label, parent)
        for entry, spaced in zip(entries.split(";"), low.split("\t")[3].split(";"), strict=True):
            if phrase := " ".join(spaced.partition("*")[0].split()):
                aliases.setdefault(phrase, []).append((code, entry))
    words = {word for phrase in aliases for word in phrase.split()}
    plain = {word: next((form for form in _forms(word) if form in words), word) for word in words}
    phrases: dict[str, list[_Entry]] = {}
    longest: dict[str, int] = {}
    for phrase, found in aliases.items():
        parts = [plain[word] for word in phrase.split()]
        phrases.setdefault(" ".join(parts), []).extend(found)
        if len(parts) > 1:
            opening = f"{parts[0]} {parts[1]}"
            longest[opening] = max(longest.get(opening, 0), len(parts))
    openings = frozenset(opening.split()[0] for opening in longest)
    speaking = openings | {phrase for phrase in phrases if " " not in phrase}
    return Lexicon(
        topics, LightTable(_alias, phrases), longest, openings, speaking, frozenset(plain.values()) | _JOINTS
    )


def _spaced(words: str) -> str:
    """Give words without possessives, and with blanks for the signs between them."""
    return words.replace("'s", "").translate(_SIGNS)


@lru_cache(maxsize=1_024)
def _alias(given: _Entry) -> Alias:
    code, entry = given
    words, _, weight = entry.strip().partition("*")
    is_anti = words.startswith(ANTI)
    parts = tuple(_spaced(words.removeprefix(ANTI)).split())
    is_particular = not words.islower() or (len(parts) == 1 and parts[0].lower().endswith("s"))
    return Alias(code, 0.0 if is_anti else float(weight or 1), parts, is_particular)


@lru_cache(maxsize=65_536)
def word_key(low: str) -> str:
    """Give the word of the table that *low* is a form of: plural, British or American; "" where there is none.

    Args:
        low: A word in small letters.

    Example:
        >>> word_key("organised"), word_key("syndicates"), word_key("zebra")
        ('organized', 'syndicate', '')
    """
    vocabulary = lexicon().vocabulary
    word = low.removesuffix("’s").removesuffix("'s").rstrip("’'")
    return next((form for form in (*_forms(word), word) if form in vocabulary), "")


def _forms(word: str) -> Iterator[str]:
    """Give what *word* may be a form of: its singular, its American spelling."""
    for form in (*_singulars(word), word):
        for ending, other in _SPELLINGS if form.endswith(_SPELT) else ():
            if form.endswith(ending) and len(form) > len(ending) + 2:
                yield form[: -len(ending)] + other
        if form != word:
            yield form


def _singulars(word: str) -> list[str]:
    if not word.endswith("s") or len(word) < 4 or word in _NO_PLURALS or word.endswith(("ss", "us", "is")):
        return []
    return [word[: -len(ending)] + other for ending, other in _PLURALS if word.endswith(ending)]


@lru_cache(maxsize=4_096)
def path_up(code: str) -> tuple[str, ...]:
    """Give the ancestors of *code*, nearest first.

    Example:
        >>> path_up("20000133")
        ('20000129', '02000000')
    """
    topics = lexicon().topics
    above: list[str] = []
    parent = topics[code].parent
    while parent:
        above.append(parent)
        parent = topics[parent].parent
    return tuple(above)
