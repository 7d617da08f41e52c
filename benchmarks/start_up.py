"""What does the first search of a process cost, from the start of Python to its end?

A fresh process for each run: `searchlib search --json` on an index of made-up articles (or on one that is there), and a
script that opens an archive and looks at the titles of its first answer, against python that does nothing, python that
only loads what any command line needs, and a script that asks tantivy. CPU is user and system time of the process as
the kernel counts it; beside it stand how much that is above python that does nothing, the ratio of the medians to
python with `json` and `argparse`, and the wall clock. Runs take turns over the commands. Median and the worst of the
runs; the page cache is warm and the byte code compiled, as pip leaves it (one round before the first is thrown away).
Where Python may keep no byte code (PYTHONDONTWRITEBYTECODE, an installation that is read-only), a search takes twice as
long. An editable installation puts a finder in front of every command, python that does nothing too.

    python -m benchmarks.start_up --runs 20
    python -m benchmarks.start_up --runs 20 --index DIR
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks import corpus
from benchmarks.measure import ROOT, commit, heading, percentile, write
from benchmarks.records import save, saved
from searchlib import Archive

WORD: Final = "police"
NOTHING: Final = "python -c pass"
LEAST: Final = 'python -c "import json, argparse"'
"""What any command line program needs."""
PROGRAM: Final = "import sys; from searchlib.__main__ import main; sys.exit(main())"
"""What pip puts in the place of the command."""
FIRST: Final = """
import sys
from searchlib import Archive
with Archive.open(sys.argv[1]) as archive:
    print([hit.title for hit in archive.search(sys.argv[2], ranking="bm25f")])
"""
TANTIVY: Final = """
import json, sys, tantivy
index = tantivy.Index.open(sys.argv[1])
searcher = index.searcher()
hits = searcher.search(index.parse_query(sys.argv[2], ["title", "body"]), 10).hits
print(json.dumps([searcher.doc(address).get_first("title") for _, address in hits]))
"""


def main() -> None:
    began = commit()
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--documents", type=int, default=1000)
    arguments.add_argument("--index", type=Path, help="ask this index, and no tantivy")
    arguments.add_argument("--runs", type=int, default=20)
    arguments.add_argument("--out", type=Path, help="write the table there as well")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="searchlib-bench-") as folder:
        ours, theirs = Path(folder, "ours"), Path(folder, "tantivy")
        if options.index is None:
            with Archive.create(ours) as archive:
                archive.add(corpus.generated(options.documents))
        with_tantivy = options.index is None and _tantivy(ours, theirs)
        index = options.index or ours
        with Archive.open(index) as archive:
            articles = archive.stats().articles
        rows = _rows(_commands(index, theirs if with_tantivy else None), options.runs)
    title = heading(f"Start-up, {articles:,} articles", "benchmarks.start_up", began=began)
    head = ["| command | CPU ms, median | worst | above pass | ratio | wall ms, median |", "|---|--:|--:|--:|--:|--:|"]
    write("\n".join([title, *head, *rows]), options.out)


def _commands(ours: Path, theirs: Path | None) -> dict[str, list[str]]:
    search = ["-c", PROGRAM, "search", "--index", str(ours), WORD]
    commands = {
        NOTHING: ["-c", "pass"],
        LEAST: ["-c", "import json, argparse"],
        "searchlib search --json": [*search, "--json"],
        "searchlib search (plain lines)": search,
        "searchlib search (drawn by rich)": [*search, "--color", "always", "--no-pager"],
        "Archive.open and the first query": ["-c", FIRST, str(ours), WORD],
    }
    return commands | ({"tantivy-py, the same search": ["-c", TANTIVY, str(theirs), WORD]} if theirs else {})


def _rows(commands: dict[str, list[str]], runs: int) -> list[str]:
    rounds = [{name: _run(command) for name, command in commands.items()} for _ in range(runs + 1)][1:]
    cpu = {name: [times[name][0] for times in rounds] for name in commands}
    wall = {name: percentile([times[name][1] for times in rounds], 0.5) for name in commands}
    nothing, least = percentile(cpu[NOTHING], 0.5), percentile(cpu[LEAST], 0.5)
    return [
        f"| `{name}` | {(median := percentile(cpu[name], 0.5)):.0f} | {max(cpu[name]):.0f} | {median - nothing:.0f} "
        f"| {median / least:.2f} | {wall[name]:.0f} |"
        for name in commands
    ]


def _run(command: list[str]) -> tuple[float, float]:
    """Run python with *command*; give its CPU and wall time in milliseconds."""
    start = time.perf_counter()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = (time.perf_counter() - start) * 1000
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)}: ended with {process.returncode}")
    return (used.ru_utime + used.ru_stime) * 1000, wall


def _tantivy(ours: Path, folder: Path) -> bool:
    """Build an index of the same articles with tantivy, if it is installed."""
    try:
        from benchmarks.peers.tantivy_peer import Tantivy  # noqa: PLC0415  (a peer, which need not be there)
    except ImportError:
        return False
    records = folder.with_suffix(".jsonl")
    save(ours, records)
    folder.mkdir()
    Tantivy().build(saved(records), folder)
    return True


if __name__ == "__main__":
    main()
