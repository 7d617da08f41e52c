"""Here are the answers to many questions, give me their lines: which question a line answers stands in it."""

from collections.abc import Iterable, Iterator

from searchlib.contract import Json
from searchlib.present import machine, table
from searchlib.present.forms import lines_of
from searchlib.present.safe import line
from searchlib.present.selected import picked_objects
from searchlib.present.shown import Shown
from searchlib.present.wish import Wish


def lines_of_each(answers: Iterable[tuple[str, Shown]], form: str, *, wish: Wish) -> Iterator[tuple[Shown, list[str]]]:
    """Give each answer with its lines: the query is the first column, the first key.

    Args:
        answers: Queries and what answers them, worked out as they are asked for.
        form: json (one object an answer), jsonl, csv (one header for all) or plain.
        wish: The other flags.

    Raises:
        UsageError: there is no such field.
    """
    header = True
    for query, value in answers:
        if form == "json":
            yield value, [*lines_of(form, wish)(value, query)]
        elif form == "jsonl":
            found = picked_objects(value, query, fields=wish.fields) if wish.fields else machine.objects(value, query)
            asked: dict[str, Json] = {"query": query}
            yield value, [machine.dumps(asked | record) for record in found]
        elif form == "csv":
            cells = table.raw if wish.cells == "raw" else table.harmless
            rows = [[query, *row] for row in table.table(value, fields=wish.fields)]
            rows[0][0] = "query"
            yield value, [table.written([cells(cell) for cell in row]) for row in rows[0 if header else 1 :]]
            header = False
        else:
            yield value, [f"{line(query)}\t{row}" for row in lines_of(form, wish)(value, query)]
