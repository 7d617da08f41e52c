"""Here is half a command line, give me what may come next; the scripts of `completion` ask this at each TAB.

What comes from an index is hostile: a name that a terminal or a shell would obey is not offered, or is quoted.
"""

import os
import re
from argparse import Action
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

from searchlib.analyse.fold import fold
from searchlib.cli.commands import COMMANDS, module_of, parser_of
from searchlib.cli.parser import Parser
from searchlib.cli.settings import settings
from searchlib.cli.shellwords import last_word, quoted
from searchlib.errors import SearchError
from searchlib.present.safe import line

FILES: Final = ":files"
"""What stands for the names of files, which the shell knows best."""
_MOST: Final = 60
_COUNTED: Final = ("speaker", "topic", "place", "source", "author", "lang", "year")
_FIELDS: Final[Mapping[str, str]] = {
    "speaker": "speaker", "who": "speaker", "by": "speaker", "topic": "topic", "about": "topic",
    "place": "place", "source": "source", "in": "source", "author": "author", "lang": "lang",
}  # fmt: skip
"""Fields of a query whose values can be counted, and thus listed."""
_OTHER_FIELDS: Final = ("title", "body", "said", "role", "date", "before", "after", "id", "words")
_OPTIONS: Final[Mapping[str, str]] = {"speaker": "speaker", "topic": "topic"}
_ORDERS: Final = ("relevance", "date", "oldest")
_WORD: Final = re.compile(r"\w+")


class Candidate(NamedTuple):
    """One way to go on."""

    text: str
    says: str = ""
    goes_on: str = ""
    """Of what was found in the index, from the word on that begins as typed: what a shell takes that compares."""


def main(name: str, arguments: Sequence[str]) -> int:
    """Print the candidates: of words (``__complete WORD...``) or, quoted, of a line (``__complete_line LINE``).

    For a shell that takes only what goes on from what was typed (``__complete_on WORD...``) names begin with that word.
    A completion has nowhere to say what went wrong: then there is none.
    """
    if name == "__complete_line":
        words, raw = last_word(arguments[0] if arguments else "")
        texts = [found.text for found in candidates(words[1:], os.environ)]
        for text in [FILES] if FILES in texts else quoted(texts, raw):
            print(text)
        return 0
    for found in candidates(list(arguments), os.environ):
        if name == "__complete_on" and found.goes_on not in ("", found.text):
            found = Candidate(found.goes_on, f"{found.text}, {found.says}")
        print(f"{found.text}\t{found.says}" if found.says else found.text)
    return 0


def candidates(words: Sequence[str], environment: Mapping[str, str]) -> list[Candidate]:
    """Give what the last of *words*, which is begun or empty, may become.

    Example:
        >>> candidates(["sea"], {}), candidates(["help", "ti"], {})
        ([Candidate(text='search', says='find articles, best first', goes_on='')], \
[Candidate(text='timeline', says='', goes_on='')])
    """
    *before, begun = words or [""]
    with suppress(SearchError, OSError):
        found = _all(before, begun, environment)
        fitting = (item for item in found if item.goes_on or _fits(item.text, begun))
        return [item._replace(says=line(item.says)) for item in fitting if line(item.text) == item.text.strip()]
    return []


def _fits(text: str, begun: str) -> bool:
    """Say whether *text* begins as typed; a query puts a name in quotation marks, which the typist need not."""
    return text == FILES or text.replace('"', "").casefold().startswith(begun.replace('"', "").casefold())


def _all(before: Sequence[str], begun: str, environment: Mapping[str, str]) -> Iterable[Candidate]:
    if not before:
        return [*(Candidate(name, row.summary) for name, row in COMMANDS.items()), *map(Candidate, _GLOBAL)]
    if before[0] == "help":
        return map(Candidate, COMMANDS)
    if before[0] not in COMMANDS:
        return []
    parser = parser_of(before[0], module_of(before[0]))
    folder = _index(before, environment)
    return _of_command(parser, before, begun=begun, folder=folder)


_GLOBAL: Final = ("help", "--help", "--version")


def _of_command(parser: Parser, before: Sequence[str], *, begun: str, folder: str) -> Iterable[Candidate]:
    # argparse has no public list of its options; this table is as old as argparse itself.
    options = parser._option_string_actions
    name, equals, value = begun.partition("=")
    if equals and name in options:
        found = _values(options[name], value, folder)
        return (
            item._replace(text=f"{name}={item.text}", goes_on=item.goes_on and f"{name}={item.goes_on}")
            for item in found
        )
    if len(before) > 1 and before[-1] in options and options[before[-1]].nargs != 0:
        return _values(options[before[-1]], begun, folder)
    if begun.startswith("-"):
        return (Candidate(name, str(action.help or "")) for name, action in options.items() if name.startswith(begun))
    return _words(parser, before, begun=begun, folder=folder)


def _values(action: Action, begun: str, folder: str) -> Iterable[Candidate]:
    """What may be the value of an option."""
    if action.choices:
        return map(Candidate, map(str, action.choices))
    if action.dest in _OPTIONS:
        return _indexed(_OPTIONS[action.dest], begun, folder)
    if action.dest == "facet":
        return map(Candidate, _COUNTED)
    if action.dest == "sort":
        return map(Candidate, _ORDERS)
    return [Candidate(FILES)] if action.metavar in ("DIR", "FILE", "PATH") and not begun.startswith(":") else []


def _words(parser: Parser, before: Sequence[str], *, begun: str, folder: str) -> Iterator[Candidate]:
    """What may be a word of a query, or a path."""
    command = before[0]
    positional = [action for action in parser._actions if not action.option_strings]
    if any(action.metavar == "PATH" for action in positional):
        yield Candidate(FILES)
        return
    for action in positional:
        yield from map(Candidate, map(str, action.choices or ()))
    if not COMMANDS[command].words:
        return
    field, colon, value = begun.partition(":")
    if colon and field.lower() in _FIELDS:
        for found in _indexed(_FIELDS[field.lower()], value.lstrip('"'), folder):
            shown, going_on = (f"{field}:{_marked(text, value)}" for text in (found.text, found.goes_on))
            yield Candidate(shown, found.says, going_on)
        return
    if begun.startswith("@"):
        from searchlib.cli.searches import saved  # noqa: PLC0415  # few words begin so

        yield from (Candidate(f"@{name}", " ".join(row)) for name, row in saved(os.environ).items())
        return
    if command == "facets":
        yield from map(Candidate, _COUNTED)
    yield from (Candidate(f"{name}:") for name in (*_FIELDS, *_OTHER_FIELDS))
    yield from _terms(begun, folder)


def _marked(text: str, typed: str) -> str:
    """Put a value into quotation marks where it needs them, or has one already; a mark within marks would end them."""
    text = " ".join(text.replace('"', " ").split())
    return f'"{text}"' if " " in text or '"' in typed else text


def _index(before: Sequence[str], environment: Mapping[str, str]) -> str:
    """The folder of the index that this command line will open."""
    for place, word in enumerate(before):
        if word == "--index" and place + 1 < len(before):
            return before[place + 1]
        if word.startswith("--index="):
            return word.partition("=")[2]
    found = settings(environment)[0].get("index")
    return str(found.value) if found else "index"


def _indexed(field: str, begun: str, folder: str) -> Iterator[Candidate]:
    """Values of a field that begin so, then those of which another word does, each most frequent first."""
    from searchlib.archive import Archive  # noqa: PLC0415  # most completions need no index

    parts = _WORD.findall(begun)
    query = f'{field}:"{" ".join(parts)}*"' if len(parts) > 1 else f"{field}:{parts[0]}*" if parts else ""
    with Archive.open(folder) as archive:
        values = archive.facets(query, field, 10 * _MOST).values
    wanted = fold(begun)
    rests = ((value, count, _from(value, wanted)) for value, count in values)
    fitting = sorted((row for row in rests if row[2]), key=lambda row: row[2] != row[0])
    yield from (Candidate(value, f"{count:,}", rest) for value, count, rest in fitting[:_MOST])


def _from(value: str, wanted: str) -> str:
    """Give *value* from the first word on with which it begins as *wanted*, "" where it has none.

    Example:
        >>> _from("Anna Lindh", "an"), _from("Anna Lindh", "lind"), _from("Anna Lindh", "ndh")
        ('Anna Lindh', 'Lindh', '')
    """
    words = value.split(" ")
    rests = (" ".join(words[place:]) for place in range(len(words)))
    return next((rest for rest in rests if fold(rest).startswith(wanted)), "")


def _terms(begun: str, folder: str) -> Iterator[Candidate]:
    """Words of the articles that begin so."""
    if len(begun) < 2 or not begun.isalnum():
        return
    from searchlib.archive import Archive  # noqa: PLC0415  # most completions need no index

    with Archive.open(folder) as archive:
        yield from map(Candidate, archive.suggest(begun, _MOST, kind="word"))
