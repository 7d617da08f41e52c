"""Here is the environment, give me the folders where the program keeps what is the user's own (XDG)."""

import os
from collections.abc import Mapping

LOCAL_CONFIG = "searchlib.toml"


def config_file(environment: Mapping[str, str]) -> str:
    """Give the file of the user's settings.

    Example:
        >>> config_file({"XDG_CONFIG_HOME": "/c"}).replace(os.sep, "/")
        '/c/searchlib/config.toml'
    """
    return os.path.join(_home(environment, "XDG_CONFIG_HOME", ".config"), "config.toml")


def searches_file(environment: Mapping[str, str]) -> str:
    """Give the file of the saved searches."""
    return os.path.join(_home(environment, "XDG_DATA_HOME", ".local/share"), "searches.json")


def history_file(environment: Mapping[str, str]) -> str:
    """Give the file of what was asked before."""
    return os.path.join(_home(environment, "XDG_STATE_HOME", ".local/state"), "history.jsonl")


def _home(environment: Mapping[str, str], name: str, usual: str) -> str:
    """Choose a folder: the variable if it is an absolute path, as the standard demands, else the usual one."""
    given = environment.get(name, "")
    if os.path.isabs(given):
        return os.path.join(given, "searchlib")
    return os.path.join(environment.get("HOME") or os.path.expanduser("~"), usual, "searchlib")


def keep(path: str, text: str) -> None:
    """Write a file of the user's own: whole or not at all, and for nobody else to read.

    Raises:
        OSError: it cannot be written.
    """
    os.makedirs(os.path.dirname(path), exist_ok=True, mode=0o700)
    beside = f"{path}.{os.getpid()}.tmp"
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(beside, path)
    finally:
        if os.path.exists(beside):
            os.unlink(beside)
