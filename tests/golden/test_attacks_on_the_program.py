"""What a stranger wrote into names, files and settings reaches no terminal, and no shell, as a command."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from searchlib import Archive, Article
from searchlib.cli.complete import candidates
from searchlib.cli.main import main
from searchlib.present.listing import Listing
from searchlib.present.terminal import view

ROOT = Path(__file__).resolve().parents[2]
ATTACK = "\x1b[2J\x1b]0;owned\x07\x9b31m \u202egnp.exe\u2066 \x08\x7f[bold]:smile:\r\nnext\u2028line"
DANGEROUS = {*map(chr, range(32)), "\x7f", *map(chr, range(0x80, 0xA0)), "\u202e", "\u2066", "\u2028"} - {"\n", "\t"}
SHELL = (
    "$(touch owned)",
    "`touch owned`",
    "'; touch owned; '",
    '"; touch owned; "',
    "&& touch owned #",
    "\\$(touch owned)",
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose settings, saved searches, history and index a stranger wrote."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "home" / "searchlib"
    folder.mkdir(parents=True)
    Path(folder, "searches.json").write_text(json.dumps({ATTACK: [ATTACK], "one": ["kagame", ATTACK, f"--{ATTACK}=x"]}))
    asked = {"time": ATTACK, "command": ATTACK, "arguments": [ATTACK], "total": 1, "place": ATTACK}
    Path(folder, "history.jsonl").write_text(f"{json.dumps(asked)}\n")
    Path(folder, "config.toml").write_text(
        f"{json.dumps(ATTACK.replace(chr(0x9B), ''))} = 1\nindex = {json.dumps('index')}\n"
    )
    said = "“The ferry sails again,” harbour master Ada Lindqvist said."
    with Archive.create("index") as archive:
        archive.add([Article(said, id=ATTACK, title=ATTACK, author=ATTACK, source=ATTACK, path=f"{ATTACK}.txt")])
        archive.add(Article("It rained.", id=f"a{place}", author=f"Eve {text}") for place, text in enumerate(SHELL))
    return tmp_path


LINES = [
    [ATTACK], ["help", ATTACK], [ATTACK, "--help"], ["search", "--help"], [f"--{ATTACK}"],
    ["saved"], ["saved", "--json"], ["saved", "--csv"], ["saved", "--forget", ATTACK],
    ["history"], ["history", "--jsonl"], ["history", "--fields", "question,index"], ["history", ATTACK],
    ["config", "show", "--origin"], ["config", "path"], ["config", "--fields", ATTACK], ["config", ATTACK],
    ["search", "@one"], ["search", f"@{ATTACK}"], ["search", ATTACK], ["search", "ferry", "--fields", "id,title,path"],
    ["search", "ferry", "--fields", ATTACK], ["search", "ferry", "--sort", ATTACK], ["search", f"--{ATTACK}"],
    ["search", "ferry", "--index", ATTACK], ["search", "ferry", "--format", "markdown"],
    ["search", "ferry", "--save", ATTACK],
    ["search", "ferry", "--format", "bibtex"], ["search", "ferry", "--format", "ris"],
    ["search", "ferry", ATTACK, "zeppelin"],
    ["show", ATTACK], ["show", "next"], ["show", f"x/{ATTACK}"], ["remove", f"{ATTACK}x"], ["similar", ATTACK],
    ["facets", "author"], ["facets", "ferry", ATTACK], ["timeline", ATTACK], ["quotes", "--speaker", ATTACK],
    ["index", ATTACK], ["extract", ATTACK], ["index", "--map", ATTACK, "x"], ["topics", "train", ATTACK, "--out", "m"],
    ["man", "search"], ["man", ATTACK], ["man", "--write", "man\x1b[2J"], ["completion", "bash"],
    ["completion", ATTACK],
    ["stats", "--index", ATTACK], ["snapshot", "ferry\x1b[2J"], ["export", "ferry\x1b[3J"],
    ["bench", "--queries", ATTACK],
]  # fmt: skip


@pytest.mark.parametrize("color", ["never", "always"])
@pytest.mark.parametrize("line", LINES)
def test_no_command_lets_a_dangerous_character_out(line: list[str], color: str, capsys, monkeypatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1" if color == "always" else "")
    main(line)
    shown = capsys.readouterr()
    own = "\x1b" if color == "always" else ""  # rich's own colours; the attack's would show as pictures
    assert shown.out or shown.err
    assert not DANGEROUS - {own} & set(shown.out)
    assert not DANGEROUS - {own} & set(shown.err)
    assert not any(attack in shown.out + shown.err for attack in ("\x1b[2J", "\x1b]0;", "\x1b[3J"))


def test_attack_on_a_listing(golden) -> None:
    golden(view(Listing("searches", ("name", "search"), ((ATTACK, ATTACK), ("one", 1), (None, True)))))


@pytest.mark.parametrize(
    "line", [["search", f"author:{start}"] for start in ("", "E", "\x1b")] + [["saved", "@"], ["search", "@"]]
)
def test_what_is_completed_is_harmless_to_the_terminal(line: list[str]) -> None:
    assert not any(DANGEROUS & set(found.text + found.says) for found in candidates(line, os.environ))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_name_that_a_shell_would_run_is_completed_as_text(shell: str, home: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"no {shell} here")
    binary = home / "bin"
    binary.mkdir()
    Path(binary, "searchlib").write_text(f'#!/bin/sh\nexec {sys.executable} -m searchlib "$@"\n')
    Path(binary, "searchlib").chmod(0o755)
    environment = {**os.environ, "PATH": f"{binary}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [shell, "-c", SCRIPTS[shell]], capture_output=True, text=True, cwd=home, env=environment, check=False
    )
    assert not Path(home, "owned").exists()
    assert "touch owned" in done.stdout, done.stderr


SCRIPTS = {
    "bash": """eval "$(searchlib completion bash)"
COMP_LINE="searchlib search author:Ev"; COMP_POINT=${#COMP_LINE}; COMP_WORDS=(searchlib); _searchlib
for word in "${COMPREPLY[@]}"; do eval "printf '%s\\n' $word"; done""",
    # Without a line editor zsh and fish are asked for what they would insert.
    "zsh": """compadd() { print -rl -- "${(@P)argv[-1]}"; }
compdef() { }
eval "$(searchlib completion zsh)"; words=(searchlib search author:Ev); CURRENT=3; _searchlib""",
    "fish": """searchlib completion fish | source; complete -C 'searchlib search author:Ev'""",
}
