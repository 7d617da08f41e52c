"""The standard streams of the process: made fit before a command, and left quiet after it."""

import os
import sys


def prepare() -> None:
    """Let no character of an article or a file name, and no closed stream, stop the output.

    What is no UTF-8 in a file name comes out as an escape, which is also what JSON calls it.
    """
    # Python sets a stream that the caller closed to None. Its number goes to nowhere, not to a file of the index.
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: SIM115
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is None:
        return
    if sys.stdout.isatty():
        reconfigure(errors="backslashreplace")
    else:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def flush() -> None:
    """Write what is held back, and find out now whether it can be written.

    Raises:
        OSError: It cannot; BrokenPipeError where nobody reads any more.
    """
    sys.stdout.flush()
    sys.stderr.flush()


def silence_what_cannot_be_written() -> None:
    """Point streams that fail to nowhere, so that the interpreter's last flush says nothing."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
