"""``searchlib man``: the manual pages."""

import argparse
from pathlib import Path

from searchlib.cli.commands import COMMANDS
from searchlib.cli.manual import overview, page
from searchlib.cli.parser import Parser
from searchlib.present.output import Output

HELP = """Print the manual page of the program or of a command, or write all of them.

examples:
  searchlib man | man -l -                              read the overview
  searchlib man search | man -l -                       read one
  searchlib man --write ~/.local/share/man/man1         from then on: man searchlib-search
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    parser.add_argument("page", nargs="?", metavar="COMMAND", choices=tuple(COMMANDS), help="default: the program")
    parser.add_argument("--write", metavar="DIR", type=Path, help="write every page into this folder")


def run(options: argparse.Namespace, output: Output) -> int:
    """Print one page, or write all."""
    if options.write is None:
        output.write(page(options.page) if options.page else overview())
        return 0
    options.write.mkdir(parents=True, exist_ok=True)
    pages = {"searchlib": overview()} | {f"searchlib-{name}": page(name) for name in COMMANDS}
    for name, rows in pages.items():
        (options.write / f"{name}.1").write_text("".join(f"{row}\n" for row in rows), "utf-8")
    output.note(f"{len(pages)} pages in {options.write}")
    return 0
