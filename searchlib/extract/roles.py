"""Here are the words where a post may be named, give me the role in its normal form, TITLE of BODY.

One small grammar reads "Rwandan President", "INTERPOL Secretary General", "President of Rwanda",
"Rwanda’s Inspector General of Police", "a spokesman for the campaign".
"""

from typing import Final, NamedTuple

from searchlib.extract.lexicon import (
    ADV,
    AUX,
    CONJ,
    CUE,
    DEMONYM,
    DET,
    HONORIFIC,
    LEADER,
    MODIFIER,
    PLACE,
    POSS,
    PREP,
    REL,
    ROLE,
    SUB,
    TIME,
    TITLE,
    VERB,
    country_of,
    title_forms,
)
from searchlib.extract.words import POSSESSIVES, Words, is_short

_LINKS: Final = frozenset(("of", "for", "at", "in", "to", "with", "from"))
_BODY_WORDS: Final = 6
_ARTICLES: Final = frozenset(("a", "an", "the"))
_APPOSITION_ENDS: Final = frozenset((",", ".", ";", "”", '"', "who", "of", "in", "at", "from"))
_DESCRIBING_WORDS: Final = 4
_LONGEST_ACRONYM: Final = 4
_COMPLEMENT_WORDS: Final = 9
_STOPS: Final = ADV | AUX | REL | SUB | VERB | POSS | TIME


class Role(NamedTuple):
    """A post as the text names it; *first* and *last* are tokens, half open."""

    first: int
    last: int
    title: str
    """The title with short forms written out, e.g. ``Inspector General of Police``."""
    body: str
    """What it is a post of, e.g. ``Rwanda``, or nothing."""
    head: str
    """The word that names the post, in lower case."""
    leads: bool
    """The post is one that the word "leader" may stand for."""
    complement: bool = False
    """The title carries what it is a post of: ``president of the company``."""

    @property
    def text(self) -> str:
        """The normal form."""
        return f"{self.title} of {self.body}" if self.body else self.title


def role_before(words: Words, first: int, *, name: int) -> Role | None:
    """Read the tokens from *first* up to the name at *name* as title in front of a name.

    Example:
        >>> from searchlib.extract.words import tokenise
        >>> role_before(tokenise("Rwandan President Paul Kagame"), 0, name=2).text
        'President of Rwanda'
    """
    title = name
    while title > first and (
        (words.bits[title - 1] & TITLE and not (title - 2 > first and words.lows[title - 2] == "of"))
        or words.forms[title - 1] == "."
        or is_inside_title(words, title - 1, name)
    ):
        title -= 1
    if not any(words.bits[place] & ROLE for place in range(title, name)):
        return _of_before(words, first, title, name=name)
    named = _of_before(words, first, title, name=title)
    if named is not None:
        return named  # "Chief of Naval Operations Admiral Ann Lee"
    return _role(words, (first, name), title=(title, name), body=(first, title))


def _of_before(words: Words, first: int, title: int, *, name: int) -> Role | None:
    """Read "President of Rwanda" in front of a name."""
    for place in range(first, title):
        if words.lows[place] == "of" and place > first and words.bits[place - 1] & ROLE:
            return _role(words, (first, name), title=(first, place), body=(place + 1, name))
    return None


def role_at(words: Words, first: int, *, last: int) -> Role | None:
    """Read a role phrase that begins at *first* and ends before *last*: an apposition or a subject.

    Example:
        >>> from searchlib.extract.words import tokenise
        >>> words = tokenise("Rwanda’s Minister of Justice and Attorney General officially closed it")
        >>> role_at(words, 0, last=len(words.forms)).text
        'Minister of Justice and Attorney General of Rwanda'
    """
    start = first + 1 if first < last and words.bits[first] & (DET | POSS) else first
    body_end = _body(words, start, last)
    if body_end == start and start + 1 < last and words.forms[start + 1] in POSSESSIVES and start > first:
        start, body_end = first, start + 1
    title = body_end
    if title < last and words.forms[title] in POSSESSIVES:
        title += 1
    if words.lows[title + 2 : title + 3] == ["year-old"]:
        title += 3
    end = _title(words, title, last)
    if end is None:
        return None
    tail = _complement(words, end, last)
    return _role(words, (first, tail), title=(title, tail), body=(start, body_end), head=end)


def role_described(words: Words, first: int, *, last: int) -> Role | None:
    """Read an apposition whose noun is on no list of posts: "a tugboat skipper", "the harbour master of Lerwick".

    Example:
        >>> from searchlib.extract.words import tokenise
        >>> words = tokenise("a retired tugboat skipper, said")
        >>> role_described(words, 0, last=len(words.forms)).text
        'retired tugboat skipper'
    """
    if first + 1 >= last or words.lows[first] not in _ARTICLES:
        return None
    end = first + 1
    while end < last and words.forms[end].replace("-", "").isalpha() and not words.caps[end]:
        if words.bits[end] & (_STOPS | PREP | CONJ | DET):
            break
        end += 1
    if not 1 <= end - first - 1 <= _DESCRIBING_WORDS or words.lows[end - 1].endswith(("ing", "ly")):
        return None
    tail = _complement(words, end, last)
    if tail < last and words.forms[tail] not in _APPOSITION_ENDS:
        return None
    return _role(words, (first, tail), title=(first + 1, tail), body=(first, first), head=end)._replace(
        head=words.lows[end - 1]
    )


def _body(words: Words, first: int, last: int) -> int:
    """Give the end of the capitalised words in front of a title."""
    place = first
    limit = min(last, first + _BODY_WORDS)
    while (
        place < limit
        and (words.caps[place] or words.bits[place] & DEMONYM)
        and not words.bits[place] & (TITLE | HONORIFIC)
        and not (place == first and words.bits[place] & (CONJ | SUB | PREP))
    ):
        place += 1
    return place


def _title(words: Words, first: int, last: int) -> int | None:
    """Give the end of the title that begins at *first*: some describing words, then a post."""
    place, described = first, 0
    while place < last and not words.bits[place] & TITLE:
        plain = words.forms[place][0].isalpha() and not words.bits[place] & (_STOPS | PREP | CONJ | DET)
        if not plain or described == 3:
            return None
        described += 1
        place += 1
    found = None
    while place < last and (
        words.bits[place] & TITLE or _short_title(words, place) or is_inside_title(words, place, last)
    ):
        if words.bits[place] & ROLE or (found is not None and words.lows[place] == "general"):
            found = place + 1
        place += 1
    return found


def is_inside_title(words: Words, place: int, last: int) -> bool:
    """Say whether the word at *place* stands inside a title: "chief medical officer", "head football coach"."""
    return (
        0 < place < last - 1
        and bool(words.bits[place - 1] & TITLE)
        and bool(words.bits[place + 1] & ROLE)
        and words.caps[place - 1] >= words.caps[place] == words.caps[place + 1]
        and words.forms[place].isalpha()
        and not words.bits[place] & (_STOPS | PREP | CONJ | DET | PLACE | DEMONYM)
    )


def _short_title(words: Words, place: int) -> bool:
    return words.forms[place] == "." and is_short(words, place)


def _complement(words: Words, first: int, last: int) -> int:
    """Give the end of "of Justice and Attorney General" after a title."""
    place = first
    if place + 1 < last and words.lows[place] == "and":
        further = _title(words, place + 1, last)
        return place if further is None else _complement(words, further, last)
    if place >= last or words.lows[place] not in _LINKS or words.bits[place + 1 : place + 2] == []:
        return place
    end = _noun_phrase(words, place + 1, min(last, place + _COMPLEMENT_WORDS))
    if end == place + 1:
        return place
    if end + 1 < last and words.lows[end] == "and":
        further = _title(words, end + 1, last)
        if further is not None:
            return _complement(words, further, last)
    return end


def _noun_phrase(words: Words, first: int, last: int) -> int:
    """Give the end of the noun phrase at *first*: capitals stay together, small words go on to a boundary."""
    place = first
    if place < last and words.bits[place] & DET:
        place += 1
    start = place
    capital = place < last and words.caps[place]
    while place < last:
        if not words.caps[place] and not _inside(words, place, start, capital=capital):
            break
        place += 1
    while place > start and words.bits[place - 1] & (PREP | DET):
        place -= 1
    return place if place > start else first


def _inside(words: Words, place: int, start: int, *, capital: bool) -> bool:
    """Say whether a small word goes on the noun phrase that begins at *start*."""
    bits, form = words.bits[place], words.forms[place]
    if form in POSSESSIVES or words.lows[place] in ("of", "for"):
        return place > start
    if not form[0].isalpha() or bits & (_STOPS | PREP | CONJ) or form.endswith("ly"):
        return False
    if place > start and form.endswith("ed") and (bits & CUE or place - start > 1):
        return False
    return not capital or bool(bits & DET)


def _role(
    words: Words, span: tuple[int, int], *, title: tuple[int, int], body: tuple[int, int], head: int | None = None
) -> Role:
    head_end = title[1] if head is None else head
    posts = [place for place in range(title[0], head_end) if words.bits[place] & ROLE]
    name = _body_name(words, *body)
    return Role(
        first=span[0],
        last=span[1],
        title=_title_text(words, *title),
        body=name,
        head=_plain(words, posts[-1]) if posts else "",
        leads=any(words.bits[place] & LEADER for place in posts) or _heads_government(words, title),
        complement=title[1] > head_end,
    )


def _heads_government(words: Words, title: tuple[int, int]) -> bool:
    lows = words.lows[title[0] : title[1]]
    return "prime" in lows and "minister" in lows


def _plain(words: Words, place: int) -> str:
    low = words.lows[place]
    return title_forms().get(low, low).lower()


def _title_text(words: Words, first: int, last: int) -> str:
    """Give the title with its short forms written out and their full stops left out."""
    parts: list[str] = []
    for place in range(first, last):
        if _short_title(words, place) and words.lows[place - 1] in title_forms():
            continue
        glue = "" if not parts or words.starts[place] == words.ends[place - 1] else " "
        form = words.forms[place]
        shout = form.isupper() and len(form) > _LONGEST_ACRONYM and words.bits[place] & TITLE
        shown = form.title() if shout else form
        parts.append(glue + title_forms().get(words.lows[place], shown))
    return "".join(parts)


def _body_name(words: Words, first: int, last: int) -> str:
    while last > first and words.forms[last - 1] in POSSESSIVES:
        last -= 1
    while first < last and words.bits[first] & DET and words.caps[last - 1]:
        first += 1
    while first < last - 1 and words.bits[first] & MODIFIER and words.lows[first + 1] != "of":
        first += 1
    if last == first + 1 and words.bits[first] & DEMONYM:
        return country_of()[words.lows[first]]
    name = words.slice(first, last)
    if first < last and words.bits[first] & DET:
        name = name[0].lower() + name[1:]
    return "U.S." if name.split() == ["U", "S"] else name
