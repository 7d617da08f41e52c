"""``searchlib completion SHELL``: what lets a shell complete commands."""

import argparse
from pathlib import Path

from searchlib.cli.parser import Parser
from searchlib.present.output import Output

HELP = """Print a script that lets a shell complete commands, options, fields, saved searches, and the speakers and
topics of the index.

examples:
  eval "$(searchlib completion bash)"                 in ~/.bashrc
  searchlib completion zsh > ~/.zfunc/_searchlib      in a folder of $fpath
  searchlib completion fish > ~/.config/fish/completions/searchlib.fish
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), help="the shell that will read it")


def run(options: argparse.Namespace, output: Output) -> int:
    """Print the script."""
    script = Path(__file__).with_name(f"completion_{options.shell}.txt").read_text("utf-8")
    output.write(script.splitlines())
    return 0
