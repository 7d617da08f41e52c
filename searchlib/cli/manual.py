"""Here is a command, give me its manual page in troff: made of what ``--help`` shows, so that both agree."""

import re
from argparse import Action
from collections.abc import Iterator
from typing import Final

from searchlib.cli.commands import COMMANDS, module_of, parser_of
from searchlib.cli.settings import SETTINGS

EXITS: Final = (
    (0, "found, done"),
    (1, "nothing found"),
    (2, "usage, or with --strict a query that was not understood"),
    (3, "index missing, damaged, locked or not writable"),
    (4, "done, but some inputs failed"),
    (130, "interrupted"),
    (141, "nobody reads the output any more"),
)
"""What the exit codes mean."""
_CONTROL: Final = re.compile(r"^\.", re.MULTILINE)
_SIGNS: Final = str.maketrans({"\\": r"\e", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti"})
"""Signs that a typesetter would make finer, so that what is copied is no command any more."""
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]")


def page(name: str) -> Iterator[str]:
    """Give the lines of the page of one command."""
    module = module_of(name)
    parser = parser_of(name, module)
    told, _, examples = module.HELP.partition("\n\nexample")
    summary, _, prose = told.partition("\n\n")
    yield from _head(f"searchlib-{name}", COMMANDS[name].summary)
    yield ".SH SYNOPSIS"
    yield f".B searchlib {roff(name)}"
    yield roff(parser.synopsis())
    yield ".SH DESCRIPTION"
    yield roff(_flowing(summary))
    for paragraph in prose.strip().split("\n\n"):
        yield from (".PP", roff(_flowing(paragraph))) if paragraph else ()
    yield ".SH OPTIONS"
    for action in parser._actions:
        yield from _option(action)
    yield ".SH EXAMPLES"
    yield from (".nf", roff("\n".join(row.strip() for row in examples.splitlines()[1:] if row.strip())), ".fi")
    yield from (".SH SEE ALSO", ".BR searchlib (1)")


def overview() -> Iterator[str]:
    """Give the lines of the page of the program."""
    yield from _head("searchlib", "who said what, when, about what: full-text search for news archives")
    yield from (".SH SYNOPSIS", ".B searchlib", r"\fICOMMAND\fR ...", ".SH DESCRIPTION")
    yield roff("searchlib alone shows the state of the index. Each command has a page of its own and --help.")
    yield ".SH COMMANDS"
    for name, command in COMMANDS.items():
        yield from (".TP", rf".BR searchlib\-{roff(name)} (1)", roff(command.summary))
    yield ".SH EXIT STATUS"
    for code, says in EXITS:
        yield from (".TP", f".B {code}", roff(says))
    yield ".SH ENVIRONMENT"
    for name, setting in SETTINGS.items():
        yield from (".TP", f".B SEARCHLIB_{name.upper()}", roff(f"{setting.says} (default: {setting.default})"))
    for name, says in _VARIABLES:
        yield from (".TP", f".B {name}", roff(says))
    yield ".SH FILES"
    for name, says in _FILES:
        yield from (".TP", f".I {roff(name)}", roff(says))


_VARIABLES: Final = (
    ("PAGER", "what shows long answers, where SEARCHLIB_PAGER is not set; else less"),
    ("NO_COLOR", "no colours; bold and italic stay"),
    ("FORCE_COLOR", "colours in a pipe, too"),
    ("FORCE_HYPERLINK", "1: links to files on any terminal, 0: on none"),
    ("VISUAL, EDITOR", "what browse opens an article in"),
)
_FILES: Final = (
    ("./searchlib.toml", "settings for this folder; cannot name a pager"),
    ("$XDG_CONFIG_HOME/searchlib/config.toml", "the user's settings; usually in ~/.config"),
    ("$XDG_DATA_HOME/searchlib/searches.json", "saved searches; usually in ~/.local/share"),
    ("$XDG_STATE_HOME/searchlib/history.jsonl", "what was asked at a terminal; usually in ~/.local/state"),
)


def roff(text: str) -> str:
    r"""Escape what troff would obey, or make finer, or not know in the encoding that it takes the page for.

    Example:
        >>> roff(r"--limit \n"), roff(".TH"), roff("’s")
        ('\\-\\-limit \\en', '\\&.TH', '\\[u2019]s')
    """
    escaped = _FOREIGN.sub(lambda sign: rf"\[u{ord(sign[0]):04X}]", text.translate(_SIGNS))
    return _CONTROL.sub(r"\&.", escaped)


def _head(name: str, summary: str) -> Iterator[str]:
    yield f'.TH {name.upper()} 1 "" "searchlib" "searchlib manual"'
    yield from (".nh", ".ad l")  # names of commands stay whole
    yield from (".SH NAME", rf"{roff(name)} \- {roff(summary)}")


def _flowing(text: str) -> str:
    return " ".join(text.split())


def _option(action: Action) -> Iterator[str]:
    choices = "{" + ",".join(map(str, action.choices)) + "}" if action.choices else ""
    value = "" if action.nargs == 0 else str(action.metavar or choices or action.dest.upper())
    if action.option_strings:
        shown = ", ".join(rf"\fB{roff(option)}\fR" for option in action.option_strings)
        yield from (".TP", f"{shown} \\fI{roff(value)}\\fR" if value else shown)
    else:
        yield from (".TP", rf"\fI{roff(value)}\fR")
    yield roff((action.help or "").replace("%%", "%"))
