"""The README's examples are run: what a newcomer copies works."""

import gzip
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from searchlib.cli import commands

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)
SHELL = [line for language, block in BLOCKS if language == "sh" for line in block.splitlines() if line.strip()]
COMMANDS = [line for line in SHELL if line.startswith("searchlib ") or "| searchlib " in line]
PAGE = "<html><head><title>Ferry sails again</title></head><body><article><p>{}</p></article></body></html>"
STORY = "The night ferry will sail again on Monday, harbour master Ada Lindqvist said. The storm had kept it in port."


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the README speaks of: the seeds with an index, saved pages, a table, a feed."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "seeds").symlink_to(ROOT / "seeds")
    (folder / "pages").mkdir()
    (folder / "pages" / "ferry.html").write_text(PAGE.format(STORY), "utf8")
    (folder / "articles.csv").write_text(f'Story,Released on\n"{STORY}",2015-11-02\n', "utf8")
    (folder / "feed.jsonl.gz").write_bytes(gzip.compress(json.dumps({"text": STORY, "id": "ferry"}).encode()))
    about = {"rain": "Rain fell on the dark hills.", "goals": "The striker scored two goals."}
    rows = [{"text": f"{text} {day}", "topics": [name]} for day in range(9) for name, text in about.items()]
    (folder / "labelled.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf8")
    run("searchlib index seeds", folder)
    return folder


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one command of the README with this interpreter's searchlib; a pipe is the shell's own."""
    program = f"{shlex.quote(sys.executable)} -m searchlib"
    line = re.sub(r"(^|\| )searchlib\b", rf"\1{program}", line)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80", "SEARCHLIB_INDEX": ""}
    return subprocess.run(line, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_two_set_up_commands_are_the_only_ones_that_install() -> None:
    assert len([line for line in SHELL if "pip install" in line]) == 2


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_readme_works(line: str, place: Path) -> None:
    done = run(line, place)
    assert done.returncode == 0, done.stderr
    assert done.stdout or "index" in line


@pytest.mark.parametrize("block", [block for language, block in BLOCKS if language == "python"])
def test_a_library_example_of_the_readme_works(block: str, place: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    done = subprocess.run(
        [sys.executable, "-c", block], cwd=place, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_command_of_the_program_stands_in_the_readme() -> None:
    for name in commands.COMMANDS:
        assert f"searchlib {name}" in README, name


@pytest.mark.parametrize(
    ("name", "shown"), re.findall(r"^<!-- golden: (\w+) -->\n```text\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
)
def test_a_picture_in_the_readme_is_a_golden_file(name: str, shown: str) -> None:
    golden = (ROOT / "tests" / "golden" / f"{name}.golden").read_text("utf8")
    assert shown.rstrip() == golden.rstrip()


def test_the_readme_leads_to_every_page_of_the_documentation_and_nowhere_else() -> None:
    linked = set(re.findall(r"\]\(([^)#:]+)\)", README))
    assert all((ROOT / target).exists() for target in linked)
    assert {f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")} <= linked
