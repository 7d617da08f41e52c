"""Here is ``@NAME`` on a command line, give me the search that was saved under it."""

import json
import os
import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from searchlib.cli.parser import CommandError, Parser, nearest
from searchlib.cli.places import keep, searches_file

_NAME: Final = re.compile(r"[^\W_][\w.-]{0,63}")


class Expanded(NamedTuple):
    """Arguments with saved searches in the place of their names, and what is to be said about it."""

    arguments: list[str]
    notes: list[str]


def saved(environment: Mapping[str, str]) -> dict[str, list[str]]:
    """Read the saved searches: name → arguments.

    Raises:
        CommandError: the file is not what was written.
    """
    path = searches_file(environment)
    try:
        with open(path, "rb") as file:
            found = json.loads(file.read())
        if not isinstance(found, dict) or not all(map(_are_words, found.values())):
            raise ValueError("no table of saved searches")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise CommandError(f"{path}: {error}; mend it or move it away") from error
    return found


def save(name: str, arguments: Sequence[str], *, environment: Mapping[str, str]) -> None:
    """Save the arguments of a search under *name*.

    Raises:
        CommandError: *name* cannot be typed behind an ``@``.
    """
    if not _NAME.fullmatch(name):
        raise CommandError(f"--save {name!r}, but expected a name of letters, digits, dots and dashes")
    searches = saved(environment) | {name: list(arguments)}
    _write(searches, environment)


def forget(name: str, *, environment: Mapping[str, str]) -> bool:
    """Remove a saved search; say whether there was one."""
    searches = saved(environment)
    gone = searches.pop(name, None) is not None
    if gone:
        _write(searches, environment)
    return gone


def expanded(arguments: Sequence[str], parser: Parser, *, environment: Mapping[str, str]) -> Expanded:
    """Put saved searches in the place of ``@NAME``; an ``@`` without one is query text, which is said.

    Args:
        arguments: As typed; what follows ``--`` is left as it is.
        parser: Of the command: options of a saved search that it has not are left out, which is said, too.
        environment: Where the saved searches are.
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    if not any(argument.startswith("@") and len(argument) > 1 for argument in arguments[:end]):
        return Expanded(list(arguments), [])
    searches, notes = saved(environment), list[str]()
    result, literal = list[str](), list[str]()
    for argument in arguments[:end]:
        if not argument.startswith("@") or len(argument) == 1:
            result.append(argument)
        elif argument[1:] in searches:
            fitting, left_out = _fitting(searches[argument[1:]], parser)
            ends = fitting.index("--") if "--" in fitting else len(fitting)
            result += fitting[:ends]
            literal += fitting[ends + 1 :]
            notes += [f"{name} of {argument} is no option of {parser.prog} and was left out" for name in left_out]
        else:
            near = nearest(argument[1:], list(searches))
            way = f": did you mean @{near}?" if near else "; list them with: searchlib saved"
            notes.append(f"no saved search {argument}, taken as query text{way}")
            result.append(argument)
    rest = [*literal, *arguments[end + 1 :]]
    return Expanded([*result, *(["--", *rest] if rest else [])], notes)


def _fitting(arguments: Sequence[str], parser: Parser) -> tuple[list[str], list[str]]:
    """Split a saved search into what the command understands and the options it has not."""
    known = parser.values_taken()
    options = [argument for argument in arguments if argument.startswith("--") and argument != "--"]
    foreign = [option for option in options if option.partition("=")[0] not in known]
    return [argument for argument in arguments if argument not in foreign], foreign


def _are_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _write(searches: Mapping[str, Sequence[str]], environment: Mapping[str, str]) -> None:
    text = json.dumps(dict(sorted(searches.items())), indent=1, ensure_ascii=True)
    keep(searches_file(environment), text + os.linesep)
