"""Here are articles, and quotations in them, give me what a reference manager or a report takes: BibTeX, RIS, Markdown.

A citation says where it was found: what was asked, of which generation of the index, as of which day. A date is given
as far as it is known, so one without a year is a note.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias
from urllib.parse import quote as percent

from searchlib.model import Article, Date, Facts, Quote
from searchlib.present.safe import line
from searchlib.present.when import UNKNOWN, article_date, when


class Citation(NamedTuple):
    """An article, and the quotation in it that is cited, if it is one."""

    article: Article
    facts: Facts
    quote: Quote | None = None


class Context(NamedTuple):
    """Where citations were found."""

    asked: str
    """The command, or the query."""
    generation: int
    now: str
    """The day of the question, which relative dates count from."""


Style: TypeAlias = Callable[[Sequence[Citation], Context], Iterator[str]]
_LATEX: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]<>#|~&]|:(?=//)|@(?=\w))")
_KEY: Final = re.compile(r"[^A-Za-z0-9.:-]+")
_WEB: Final = ("http://", "https://")


def bibtex(citations: Sequence[Citation], context: Context) -> Iterator[str]:
    """Give a BibTeX entry an article or quotation.

    Example:
        >>> facts = Facts(None, None, (), (), (), (), ())
        >>> print(*bibtex([Citation(Article("", id="a_1", title="50 % up"), facts)], Context("rain", 3, "2020-01-02")))
        @misc{a-1,
          title = {{50 \\% up}},
          note = {found by searchlib: rain; index generation 3; as of 2020-01-02},
        }
    """
    keys: dict[str, int] = {}
    for citation in citations:
        article = citation.article
        known = {"title": _title(citation), "author": article.author, "journal": article.source}
        fields = {name: _latex(value) for name, value in known.items() if value}
        fields |= _bibtex_date(_own_date(citation))
        if url := _web(article.url):
            fields["url"] = url
        fields["note"] = _latex("; ".join((*_notes(citation), _found(context))))
        if "title" in fields:
            fields["title"] = f"{{{fields['title']}}}"  # reference styles must leave its capitals alone
        kind = "article" if article.source else "misc"
        rows = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        yield f"@{kind}{{{_key(article.id, keys)},\n{rows}}}"


def ris(citations: Sequence[Citation], context: Context) -> Iterator[str]:
    """Give a RIS record an article or quotation.

    Example:
        >>> facts = Facts(None, None, (), (), (), (), ())
        >>> record, = ris([Citation(Article("", id="a", title="Rain"), facts)], Context("rain", 3, "2020-01-02"))
        >>> record.splitlines()[:2]
        ['TY  - NEWS', 'ID  - a']
    """
    for citation in citations:
        article, date = citation.article, _own_date(citation)
        rows = [("TY", "NEWS"), ("ID", article.id), ("TI", _title(citation)), ("AU", article.author)]
        rows += [("T2", article.source), *_ris_date(date), ("UR", _web(article.url))]
        rows += [("N1", note) for note in (*_notes(citation), _found(context))]
        yield "".join(f"{tag}  - {line(value)}\n" for tag, value in rows if value) + "ER  - \n"


def markdown(citations: Sequence[Citation], context: Context) -> Iterator[str]:
    r"""Give a list item an article or quotation, and last where they were found.

    Example:
        >>> facts = Facts(None, None, (), (), (), (), ())
        >>> rain = Citation(Article("", id="a", title="<b>Rain"), facts)
        >>> print(*markdown([rain], Context("rain", 3, "2020-01-02")), sep="\n")
        - \<b\>Rain, date unknown (a)
        <BLANKLINE>
        Found by searchlib: rain; index generation 3; as of 2020-01-02.
    """
    for citation in citations:
        article, said = citation.article, citation.quote
        title, url = _escaped(_title(citation)), _web(article.url)
        named = f"[{title}](<{url}>)" if url else title
        parts = [named, f"*{_escaped(article.source)}*" if article.source else "", _escaped(article.author or "")]
        parts.append(_escaped(when(citation.facts.dates)))
        if said:
            role = f", {said.role}" if said.role else ""
            quoted = f"{_escaped(_in_marks(said))} — {_escaped((said.speaker or 'nobody named') + role)}. "
        else:
            quoted = ""
        found = ", ".join(part for part in parts if part)
        yield f"- {quoted}{found} {_escaped(f'({article.id})')}"
    yield ""
    yield _escaped(f"Found by searchlib: {context.asked}; {_as_of(context)}.")


STYLES: Final[dict[str, Style]] = {"bibtex": bibtex, "ris": ris, "markdown": markdown}


def _title(citation: Citation) -> str:
    title = citation.facts.title
    return line(citation.article.title or (title.text if title else "") or citation.article.id or "untitled")


def _own_date(citation: Citation) -> Date | None:
    return article_date(citation.facts.dates)


def _notes(citation: Citation) -> Iterator[str]:
    said, date = citation.quote, _own_date(citation)
    if said:
        role = f", {said.role}" if said.role else ""
        yield line(f"quotes {said.speaker or 'nobody named'}{role} ({said.type}): {_in_marks(said)}")
    if citation.facts.title and citation.facts.title.derived and not citation.article.title:
        yield "without a headline; the first sentence stands in"
    if date is None or not (date.earliest and date.latest):
        told = when(citation.facts.dates)
        if told != UNKNOWN:
            yield f"date: {told}"


def _in_marks(said: Quote) -> str:
    """Give words in quotation marks only where they are a quotation, word by word."""
    text = line(said.text)
    return text if said.type != "direct" or text[:1] in "“\"'‘«„" else f"“{text}”"


def _found(context: Context) -> str:
    return f"found by searchlib: {line(context.asked)}; {_as_of(context)}"


def _as_of(context: Context) -> str:
    return f"index generation {context.generation}; as of {context.now}"


def _bibtex_date(date: Date | None) -> dict[str, str]:
    if date is None or not (date.earliest and date.latest):
        return {}
    known = {"year": date.earliest[:4]} if date.earliest[:4] == date.latest[:4] else {}
    if date.earliest[:7] == date.latest[:7] and date.precision != "year":
        known["month"] = str(int(date.earliest[5:7]))
    if date.precision == "day":
        same = date.earliest == date.latest
        known["date"] = date.earliest if same else f"{date.earliest}/{date.latest}"
    return known


def _ris_date(date: Date | None) -> list[tuple[str, str | None]]:
    if date is None or not (date.earliest and date.latest) or date.earliest[:4] != date.latest[:4]:
        return []
    year, month, day = date.earliest.split("-")
    parts = {"year": f"{year}///", "month": f"{year}/{month}//", "day": f"{year}/{month}/{day}/"}
    exact = date.precision if date.earliest == date.latest or date.precision != "day" else "year"
    return [("PY", year), ("DA", parts.get(exact, f"{year}///"))]


def _web(url: str | None) -> str:
    """Give an address that nothing but the web is behind, with every odd character encoded."""
    if not url or not url.lower().startswith(_WEB):
        return ""
    return percent(line(url), safe="/:?#@!$&'*+,;=%~.-_")


def _key(article_id: str | None, keys: dict[str, int]) -> str:
    key = _KEY.sub("-", article_id or "").strip("-.:") or "article"
    keys[key] = keys.get(key, 0) + 1
    return key if keys[key] == 1 else f"{key}:{keys[key]}"


def _latex(text: str) -> str:
    return "".join(_LATEX.get(character, character) for character in line(text))


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", line(text))
