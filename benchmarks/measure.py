"""Small things that every benchmark says in the same way: percentiles, the machine, the commit, where results go."""

import gc
import os
import platform
import resource
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def percentile(values: Sequence[float], share: float) -> float:
    """Give the nearest-rank percentile; *values* need not be sorted.

    Example:
        >>> [percentile([4.0, 1.0, 3.0, 2.0], share) for share in (0.5, 0.95)]
        [2.0, 4.0]
    """
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, max(0, -(-int(share * 1000) * len(ranked) // 1000) - 1))]


def machine() -> str:
    """Say on what this runs."""
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{_processor()}, {os.cpu_count()} cores, {system}"


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def commit() -> str:
    """Say from which commit this runs, and whether files differ from it."""
    try:
        head = _git("rev-parse", "--short", "HEAD")
        return f"{head}{' with changes' if _git('status', '--porcelain', '--untracked-files=no') else ''}"
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def heading(title: str, module: str, *, began: str) -> str:
    """Give the first lines of a result: what, when, where, from which commit, by which command.

    *began* is what `commit` gave at the start: a run takes minutes, and the files may be another commit's at its end.
    Where the indexes were kept and the table written is left out of the command: it is nobody else's business.
    """
    day, given = datetime.now(UTC).date().isoformat(), iter(sys.argv[1:])
    kept: list[str] = []
    for word in given:
        if word in ("--work", "--out"):
            next(given, None)
        else:
            kept += [word, "DIR"] if word in ("--data", "--index") and next(given, None) else [word]
    command = shlex.join(["python", "-m", module, *kept])
    return f"# {title}\n\n{day}, commit {_one_commit(began)}, {machine()}\n\n    {command}\n"


def _one_commit(began: str) -> str:
    ended = commit()
    return began if began == ended else f"{began} (at the end {ended}: the code changed under the run)"


def write(text: str, out: Path | None) -> None:
    """Print *text*, and write it to *out* where one is given."""
    print(text)
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text + "\n", encoding="utf-8")


def bytes_in(folder: Path) -> int:
    """Give the bytes of all files below *folder*."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def peak_memory() -> int:
    """Give the largest resident size that this process had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def megabytes(size: float) -> str:
    """Say a size in MB.

    Example:
        >>> megabytes(12_345_678)
        '12.3'
    """
    return f"{size / 1e6:.1f}"


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the garbage collector out of what is timed."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def progress(text: str) -> None:
    """Say on stderr what is under way."""
    print(text, file=sys.stderr, flush=True)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "unknown processor"
