"""The program: ``searchlib``, also ``python -m searchlib``."""

import gc
import sys

from searchlib.hints import Final

YOUNG: Final = 50_000
"""New objects after which the garbage collector looks for rings: what a command loads is less, and lives to its end."""


def main() -> int:
    """Run the command line of the process and give the exit code.

    Neither while Python loads nor when it ends does the garbage collector have to go through what was loaded: that
    is a fifth of the time of a short command.
    """
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
    from searchlib.cli.main import main as run  # noqa: PLC0415  # after the threshold is set

    code = run()
    gc.freeze()
    return code


if __name__ == "__main__":
    sys.exit(main())
