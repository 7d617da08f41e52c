"""``searchlib config``: what is set, and where."""

import argparse
import os

from searchlib.cli.parser import Parser, add_output
from searchlib.cli.places import LOCAL_CONFIG, config_file
from searchlib.cli.settings import SETTINGS, all_settings
from searchlib.present.listing import Field, Listing
from searchlib.present.output import Output

HELP = """Show the settings: what an option is where the command line does not say it.

A setting is looked for in $SEARCHLIB_NAME, in ./searchlib.toml and in $XDG_CONFIG_HOME/searchlib/config.toml
(usually ~/.config/searchlib/config.toml), which may say for example: limit = 20

examples:
  searchlib config show                 each setting and its value
  searchlib config show --origin        and where it comes from
  searchlib config path                 the files, the first counts most
  SEARCHLIB_THEME=light searchlib search kagame
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    parser.add_argument("action", nargs="?", choices=("show", "path"), default="show", help="default: show")
    parser.add_argument("--origin", action="store_true", help="say where each value comes from")
    add_output(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Look and show."""
    output.show(_files() if options.action == "path" else _settings(options))
    return 0


def _files() -> Listing:
    paths = (os.path.join(os.curdir, LOCAL_CONFIG), config_file(os.environ))
    return Listing("files", ("path", "exists"), tuple((path, os.path.exists(path)) for path in paths))


def _settings(options: argparse.Namespace) -> Listing:
    columns = ("name", "value", "origin", "meaning") if options.origin else ("name", "value")
    rows: list[tuple[Field, ...]] = []
    for name, (value, origin) in all_settings(os.environ).items():
        rows.append((name, value, origin, SETTINGS[name].says)[: len(columns)])
    return Listing("settings", columns, tuple(rows), prose=("meaning",))
