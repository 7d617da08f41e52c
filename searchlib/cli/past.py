"""Here is a question that a person has asked, remember it; and give me those of before.

Only what is asked at a terminal is remembered, never what a program asks.
"""

import json
import os
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from searchlib.cli.places import history_file, keep


class Asked(NamedTuple):
    """One question and how many answers it had."""

    time: str
    command: str
    arguments: list[str]
    total: int
    place: str
    """The folder of the index."""


def remember(asked: Asked, *, most: int, environment: Mapping[str, str]) -> None:
    """Add a question, and forget the oldest where there are many more than *most*; a disk that refuses is no fault."""
    path = history_file(environment)
    with suppress(OSError):
        os.makedirs(os.path.dirname(path), exist_ok=True, mode=0o700)
        row = json.dumps(asked._asdict()) + "\n"
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as file:
            file.write(row)
            long = file.tell() > 400 * max(most, 1)
        if long:
            rows = _rows(path)
            if len(rows) > 2 * most:
                keep(path, "".join(f"{one}\n" for one in rows[-most:]))


def remembered(environment: Mapping[str, str]) -> list[Asked]:
    """Give the questions of before, oldest first; lines that are none are passed over."""
    try:
        rows = _rows(history_file(environment))
    except OSError:
        return []
    found = []
    for row in rows:
        with suppress(ValueError, TypeError, RecursionError):
            asked = Asked(**json.loads(row))
            if all(isinstance(word, str) for word in (asked.time, asked.command, asked.place, *asked.arguments)):
                found.append(asked)
    return found


def forget_all(environment: Mapping[str, str]) -> bool:
    """Forget every question; say whether there was one."""
    path = history_file(environment)
    there = os.path.exists(path)
    with suppress(FileNotFoundError):
        os.unlink(path)
    return there


def _rows(path: str) -> list[str]:
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read().splitlines()


def now() -> str:
    """Give this moment as ISO time in UTC."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def typed(arguments: Sequence[str]) -> str:
    """Give arguments as a shell wants them typed."""
    import shlex  # noqa: PLC0415  # only what shows a command needs it

    return shlex.join(arguments)
