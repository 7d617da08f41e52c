"""Here are the arguments of a command that takes free text, give me its options and the text apart.

argparse cannot do this: for it whatever starts with ``-`` is an option, while in a query ``-word`` means
"without this word".
"""

from collections.abc import Iterator, Mapping, Sequence

from searchlib.hints import Final
from searchlib.model.record import Record

QUESTIONING: Final = ("--any", "--sort", "--speaker", "--topic", "--since", "--until", "--now")
"""Options that are part of a question; the others say where it is asked and how its answer is shown."""


class Split(Record):
    """Arguments, taken apart."""

    options: tuple[str, ...]
    words: tuple[str, ...]
    doubtful: tuple[str, ...]
    """Words that look like options, spelt ``--name``, but are none."""


def split(arguments: Sequence[str], values: Mapping[str, int]) -> Split:
    """Take options and free text apart; ``--`` ends the options.

    Args:
        arguments: As typed.
        values: The options of the command, each with the number of values that follow it: 0 or 1.

    Returns:
        Options with their values joined by ``=``, so that a value may start with ``-`` too.

    Example:
        >>> split(["kagame", "-police", "--limit", "5", "--lmit"], {"--limit": 1})
        Split(options=('--limit=5',), words=('kagame', '-police', '--lmit'), doubtful=('--lmit',))
    """
    options, words = [], []
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            break
        name, equals, _ = argument.partition("=")
        if name not in values or (equals and not name.startswith("--")):
            words.append(argument)
        elif values[name] and not equals:
            options.append(_with_value(argument, rest))
        else:
            options.append(argument)
    doubtful = tuple(word for word in words if word.startswith("--") and word[2:3].isalpha())
    return Split(tuple(options), (*words, *rest), doubtful)


def query_of(words: Sequence[str]) -> str:
    r"""Join free text to one query; bytes that were no UTF-8 become U+FFFD.

    Example:
        >>> query_of(["who", "\udcff", "said"])
        'who � said'
    """
    return " ".join(words).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def question(parts: Split, known: Mapping[str, int]) -> list[str]:
    """Give the part of a command line that asks: its words, and the options that narrow or order.

    Args:
        parts: The command line.
        known: The options of the command: words that look like one stand behind ``--``.
    """
    asked = [option for option in parts.options if option.partition("=")[0] in QUESTIONING]
    ends = ["--"] if any(word.partition("=")[0] in known for word in parts.words) else []
    return [*asked, *ends, *parts.words]


def _with_value(name: str, rest: Iterator[str]) -> str:
    value = next(rest, None)
    return name if value is None else f"{name}={value}"
