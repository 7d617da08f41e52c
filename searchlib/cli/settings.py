"""Here are environment and files of settings, give me what an option is where the command line does not say it.

Flag, else ``$SEARCHLIB_NAME``, else ``./searchlib.toml``, else ``$XDG_CONFIG_HOME/searchlib/config.toml``, else the
program's own default. A folder may come from a stranger, so its file cannot name a command to run.
"""

import os
from collections.abc import Callable, Mapping

from searchlib.cli.parser import CommandError, Parser, nearest, positive_number, whole_number
from searchlib.cli.places import LOCAL_CONFIG, config_file
from searchlib.hints import Final, TypeAlias
from searchlib.model.record import Record

Value: TypeAlias = str | int
_LARGEST: Final = 1 << 20
"""Bytes of a file of settings; a longer one is none."""
_COLORS, _THEMES = ("auto", "always", "never"), ("auto", "dark", "light")


class Setting(Record):
    """One thing that can be set."""

    read: Callable[[str], Value]
    default: Value
    says: str
    runs: str = ""
    """Set where the value is a command, which only the user's own file may name."""


class Found(Record):
    """The value of a setting and where it comes from."""

    value: Value
    origin: str


def settings(environment: Mapping[str, str]) -> tuple[dict[str, Found], list[str]]:
    """Read what is set, and what of the files was not understood.

    Raises:
        CommandError: a file cannot be read, or a value has no meaning.

    Example:
        >>> settings({"SEARCHLIB_LIMIT": "5", "HOME": "/nowhere"})[0]
        {'limit': Found(value=5, origin='$SEARCHLIB_LIMIT')}
    """
    found: dict[str, Found] = {}
    doubts: list[str] = []
    for path in (config_file(environment), LOCAL_CONFIG):
        for name, value in _table(path).items():
            if name not in SETTINGS:
                near = nearest(name, list(SETTINGS))
                doubts.append(f"{path}: no setting {name!r}{f': did you mean {near}?' if near else ''}")
            elif SETTINGS[name].runs and path == LOCAL_CONFIG:
                doubts.append(f"{path}: {name} names a command and counts only in {config_file(environment)}")
            else:
                found[name] = _read(name, str(value), origin=path)
    if environment.get("NO_COLOR") or environment.get("FORCE_COLOR"):
        found.pop("color", None)
    for name in SETTINGS:
        given = environment.get(_variable(name))
        if given is not None and (given or SETTINGS[name].runs):
            found[name] = _read(name, given, origin=f"${_variable(name)}")
    return found, doubts


def all_settings(environment: Mapping[str, str]) -> dict[str, Found]:
    """Give every setting, those that nobody has set with their default."""
    found, _ = settings(environment)
    return {name: found.get(name, Found(setting.default, "default")) for name, setting in SETTINGS.items()}


def fill(parser: Parser, environment: Mapping[str, str]) -> list[str]:
    """Make what is set the default of the options of a command; give what was not understood."""
    found, doubts = settings(environment)
    # argparse has no public list of its options; this one is as old as argparse itself.
    known = {action.dest for action in parser._actions}
    parser.set_defaults(**{name: value for name, (value, _) in found.items() if name in known})
    return doubts


def _table(path: str) -> dict[str, object]:
    try:
        with open(path, "rb") as file:
            data = file.read()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise CommandError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    import tomllib  # noqa: PLC0415  # most have no such file

    try:
        if len(data) > _LARGEST:
            raise ValueError(f"{len(data):,} bytes, but expected at most {_LARGEST:,}")
        return tomllib.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{path}: {error}; expected TOML such as: limit = 20") from error


def _read(name: str, text: str, *, origin: str) -> Found:
    try:
        return Found(SETTINGS[name].read(text), origin)
    except Exception as error:
        raise CommandError(f"{origin}: {name}: {error}") from error


def _variable(name: str) -> str:
    return f"SEARCHLIB_{name.upper()}"


def _one_of(known: tuple[str, ...]) -> Callable[[str], Value]:
    def read(text: str) -> Value:
        if text not in known:
            raise CommandError(f"{text!r}, but expected {', '.join(known[:-1])} or {known[-1]}")
        return text

    return read


SETTINGS: Final[dict[str, Setting]] = {
    "index": Setting(os.path.expanduser, "index", "folder of the index"),
    "limit": Setting(whole_number, 10, "most hits, quotations or values"),
    "color": Setting(_one_of(_COLORS), "auto", "auto, always or never"),
    "theme": Setting(_one_of(_THEMES), "auto", "auto, dark or light"),
    "pager": Setting(str, "less", "command that shows long answers; empty for none", runs="pager"),
    "jobs": Setting(positive_number, 1, "processes that index"),
    "wait": Setting(whole_number, 0, "seconds to wait for another writer"),
    "history": Setting(whole_number, 1000, "questions remembered; 0 for none"),
}
"""What can be set, and what it means."""
