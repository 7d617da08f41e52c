"""Here are the options of a question, give me its exit code: the answer shown, counted, cited or remembered."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator

from searchlib import model
from searchlib.archive import Archive
from searchlib.cli.words import query_of
from searchlib.errors import QueryError, UsageError
from searchlib.hints import Final, TypeAlias
from searchlib.model import Diagnostic, Page
from searchlib.present.forms import CITATIONS, MACHINE
from searchlib.present.output import Output

Answer: TypeAlias = "Page | model.QuotePage"
Ask: TypeAlias = Callable[[Archive, str], Answer]
STDIN: Final = "-"


def answered(options: argparse.Namespace, output: Output, *, ask: Ask) -> int:
    """Ask the archive and show the answer in the form that was asked for.

    Args:
        options: Of `search` or `quotes`.
        output: Where the answer goes.
        ask: The question of the command, to be put to an archive with a query.
    """
    if options.count:
        options.limit = 0
    with Archive.open(options.index) as archive:
        if archive.untaken:
            output.aside(
                f"a stock Whoosh has added documents ({archive.untaken:,}), which are read anew each time; "
                f"take them in with: searchlib compact --index {options.index}"
            )
        if options.words == [STDIN]:
            return _each(archive, output, options=options, ask=ask)
        page = ask(archive, query_of(options.words))
        if output.form in CITATIONS:
            _cite(archive, page, options=options, output=output)
        else:
            relaxed = _relaxed(page, options) if not page.total and output.form not in MACHINE else ""
            output.show(counted(page) if options.count else page)
            if relaxed:
                output.aside(f"ask for: {relaxed}")
    if output.form == "rich" and sys.stdout.isatty():
        _remember(options, page.total)
    return 0 if page.total else 1


def counted(page: Answer) -> "model.Total":
    """Give the number alone."""
    return model.Total(page.query, page.total, page.diagnostics)


def doubted(diagnostics: tuple[Diagnostic, ...]) -> None:
    """Raise the first part of a query that was not understood, for commands whose question is not asked strictly.

    Raises:
        QueryError: there is one.
    """
    for found in diagnostics:
        if found.level in ("warning", "error"):
            raise QueryError(found.message, start=found.start, end=found.end, hint=found.hint)


def _each(archive: Archive, output: Output, *, options: argparse.Namespace, ask: Ask) -> int:
    """Answer one query a line as they come; a query that fails is named and stops nothing."""
    if output.form in CITATIONS:
        raise UsageError("--format", output.form, "json, jsonl, csv or plain where there are many queries")
    codes = [1]

    def answers() -> "Iterator[tuple[str, Answer | model.Total]]":
        for raw in sys.stdin.buffer:
            query = raw.decode("utf-8", "replace").strip()
            if not query:
                continue
            try:
                page = ask(archive, query)
            except QueryError as error:
                output.error(f"{query}: {error}")
                codes.append(2)
                continue
            codes.append(0 if page.total else 1)
            yield query, counted(page) if options.count else page

    output.show_each(answers())
    return 2 if 2 in codes else min(codes)


def _cite(archive: Archive, page: Answer, *, options: argparse.Namespace, output: Output) -> None:
    from searchlib.cli.citing import cited, context_of  # noqa: PLC0415  # a plain search cites nothing

    output.write(cited(archive, page, style=output.form, context=context_of(archive, options)))
    output.beside(page)


def _relaxed(page: Answer, options: argparse.Namespace) -> str:
    from searchlib.cli.relaxing import with_command  # noqa: PLC0415  # most questions have an answer

    return with_command(page, options)


def _remember(options: argparse.Namespace, total: int) -> None:
    from searchlib.cli.past import Asked, now, remember  # noqa: PLC0415  # a program's search leaves no trace
    from searchlib.cli.settings import all_settings  # noqa: PLC0415

    most = int(all_settings(os.environ)["history"].value)
    if most:
        asked = Asked(now(), options.command, options.question, total, os.path.abspath(options.index))
        remember(asked, most=most, environment=os.environ)
