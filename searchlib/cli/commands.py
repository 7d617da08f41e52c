"""The table of commands, and how a row becomes a parser."""

import argparse

from searchlib.cli.parser import Parser
from searchlib.hints import Final, Protocol, cast
from searchlib.late import load
from searchlib.model.record import Record
from searchlib.present.output import Output


class Command(Record):
    """A row of the table of commands."""

    summary: str
    words: bool = False
    """Whether free text is taken, in which what starts with ``-`` may be no option."""


class CommandModule(Protocol):
    """What a file of this room offers."""

    HELP: str

    def arguments(self, parser: Parser) -> None:
        """Add what the command understands."""

    def run(self, options: argparse.Namespace, output: Output) -> int:
        """Do it and give the exit code."""


COMMANDS: Final[dict[str, Command]] = {
    "index": Command("read articles and make them searchable"),
    "watch-folder": Command("index new files as they come"),
    "search": Command("find articles, best first", words=True),
    "quotes": Command("find quotations: who said what", words=True),
    "browse": Command("browse on the whole screen: type, narrow, read, cite", words=True),
    "show": Command("show one article and its facts"),
    "similar": Command("find articles like one"),
    "timeline": Command("count articles over time", words=True),
    "facets": Command("count articles by speaker, topic, place ...", words=True),
    "extract": Command("show what is found in files, without an index"),
    "topics": Command("learn topics of your own from labelled articles"),
    "compact": Command("give back the space of what has been removed"),
    "export": Command("write the articles as an index of stock Whoosh's"),
    "remove": Command("take articles out of the index"),
    "stats": Command("say what an index holds"),
    "check": Command("verify the files of an index"),
    "repair": Command("mend a damaged index, and say what is lost"),
    "snapshot": Command("save an index as one read-only file"),
    "bench": Command("measure how fast an index answers"),
    "saved": Command("list the searches that have a name"),
    "history": Command("show what was asked before"),
    "config": Command("show the settings and where they come from"),
    "completion": Command("print what lets a shell complete commands"),
    "man": Command("print the manual pages"),
}
"""Each is a module of this room of the same name (``-`` is ``_``), imported when it is asked for."""


def module_of(name: str) -> CommandModule:
    """Load the module of a command."""
    return cast(CommandModule, load(f"searchlib.cli.{name.replace('-', '_')}"))


def parser_of(name: str, module: CommandModule) -> Parser:
    """Make the parser of a command."""
    parser = Parser(name, module.HELP)
    module.arguments(parser)
    return parser
