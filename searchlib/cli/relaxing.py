"""Here is an answer without a hit, give me the command that asks for what there is, to be copied."""

import argparse
import os
from itertools import takewhile

from searchlib.cli.past import typed
from searchlib.cli.settings import all_settings
from searchlib.cli.words import QUESTIONING
from searchlib.model import Diagnostic, Page, QuotePage, Relaxed

_FILTERS = {"--since": "date", "--until": "date", "--topic": "topic", "--speaker": "speaker"}


def with_command(page: Page | QuotePage, options: argparse.Namespace) -> str:
    """Take the query that has hits out of the diagnostics of *page*, and give the command for it; "" for none."""
    if page.relaxed is None:
        return ""
    hint = page.relaxed.hint
    page.diagnostics = tuple(_without(one, hint) for one in page.diagnostics)
    return typed(["searchlib", options.command, *_kept(options, page.relaxed), *_query(page.relaxed.query)])


def _without(diagnostic: Diagnostic, hint: str) -> Diagnostic:
    return diagnostic._replace(hint="") if diagnostic.hint == hint else diagnostic


def _kept(options: argparse.Namespace, relaxed: Relaxed) -> list[str]:
    """Give the options of the question that are left, and the index where it is not the usual one."""
    asked = takewhile(lambda word: word.partition("=")[0] in QUESTIONING, options.question)
    kept = [word for word in asked if _FILTERS.get(word.partition("=")[0]) not in relaxed.without]
    usual = str(all_settings(os.environ)["index"].value)
    return kept if options.index == usual else [*kept, f"--index={options.index}"]


def _query(query: str) -> list[str]:
    """Give the query as one argument that is neither an option nor the name of a search."""
    return ["--", query] if query.startswith(("--", "@")) else [query]
