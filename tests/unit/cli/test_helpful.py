"""What helps a person along: completion, manual pages, the nearest word."""

import os
import shutil
import subprocess
import sys
from os.path import commonprefix
from pathlib import Path

import pytest

from searchlib import Archive, Article
from searchlib.cli.commands import COMMANDS, module_of, parser_of
from searchlib.cli.complete import FILES, candidates
from searchlib.cli.main import main
from searchlib.cli.manual import overview, page
from searchlib.cli.shellwords import quoted

ROOT = Path(__file__).resolve().parents[3]
HOSTILE = "Eve $(touch owned) `id` \"'; \x1b[2J"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("helpful") / "index"
    with Archive.create(path) as archive:
        archive.add(ROOT / "seeds")
        archive.add([Article(f"It rained {day}.", id=day, source="The Zebra Post") for day in ("today", "yesterday")])
        archive.add([Article("It rains.", id="now", source="Zebra Times")])
        archive.add([Article("It rained.", id="a", author=HOSTILE), Article("It poured.", id="b", author="Eve $(id)")])
    return path


@pytest.fixture
def complete(index: Path):
    environment = {"SEARCHLIB_INDEX": str(index), "HOME": "/nowhere"}
    return lambda *words: [found.text for found in candidates(words, environment)]


@pytest.mark.parametrize(
    ("words", "some"),
    [
        (["se"], ["search"]),
        (["search", "speaker:pau"], ['speaker:"Paul Kagame"']),
        (["search", 'speaker:"Paul K'], ['speaker:"Paul Kagame"']),
        (["search", "speaker:kag"], ['speaker:"Paul Kagame"']),
        (["search", 'speaker:"jurgen st'], ['speaker:"Jürgen Stock"']),
        (["search", "speaker:ürgen"], []),
        (["quotes", "--speaker", "Mir"], ["Mireille Ballestrazzi"]),
        (["quotes", "--speaker", "ballest"], ["Mireille Ballestrazzi"]),
        (["search", "--speaker=Mir"], ["--speaker=Mireille Ballestrazzi"]),
        (["search", "--topic", "law e"], ["law enforcement"]),
        (["search", "about:terr"], ["about:terrorism"]),
        (["search", "sai"], ["said:"]),
        (["search", "cooper"], ["cooperation"]),
        (["search", "--sort", ""], ["relevance", "date", "oldest"]),
        (["search", "--lim"], ["--limit"]),
        (["facets", "kagame", "spe"], ["speaker"]),
        (["timeline", "--by", "m"], ["month"]),
        (["timeline", "--by=m"], ["--by=month"]),
        (["search", "--speaker=kag"], ["--speaker=Paul Kagame"]),
        (["index", "any"], [FILES]),
        (["completion", ""], ["bash", "zsh", "fish"]),
    ],
)
def test_completion_offers(words: list[str], some: list[str], complete) -> None:
    assert set(some) <= set(complete(*words))
    assert len(complete(*words)) <= len(some) + 1


def test_names_that_begin_as_typed_come_before_those_with_a_word_that_does(complete) -> None:
    assert complete("search", "source:zeb") == ['source:"Zebra Times"', 'source:"The Zebra Post"']


def test_completion_without_an_index_is_silent() -> None:
    assert candidates(["search", "speaker:pau"], {"SEARCHLIB_INDEX": "/nowhere/at/all"}) == []


def test_a_name_that_a_terminal_would_obey_is_not_offered(complete) -> None:
    assert complete("search", "--topic", "x") == []
    assert complete("search", "author:Ev") == ['author:"Eve $(id)"']


@pytest.mark.parametrize(
    "name", ["Eve $(touch owned)", "a`id`", "a;b", "a\\b", "a'b", 'a"b', "a!b", "a b&c|d<e>", "é*?[~#"]
)
@pytest.mark.parametrize("raw", ["", "speaker:"])
def test_what_bash_gets_is_text_to_it(name: str, raw: str, tmp_path: Path) -> None:
    (text,) = quoted([raw + name], raw)
    word = f"{raw}{text}"
    done = subprocess.run(["bash", "-c", f"printf %s {word}"], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stdout == raw + name
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("raw", "text", "line"),
    [
        ("speaker:Conan\\ O\\'", "speaker:Conan O'Brien", "speaker:Conan\\ O\\'Brien"),
        ('speaker:\\"Conan\\ O', 'speaker:"Conan O\'Brien"', "speaker:\\\"Conan\\ O\\'Brien\\\""),
        ('"speaker:Mary An', 'speaker:"Mary A $HOME `id` \\ L"', '"speaker:\\"Mary A \\$HOME \\`id\\` \\\\ L\\""'),
        ("'speaker:Mary An", 'speaker:"Mary Ann $HOME!"', "'speaker:\"Mary Ann $HOME!\"'"),
        ("'speaker:O", "speaker:O'Brien", None),
        ('"speaker:O', "speaker:Oh!", None),
    ],
)  # fmt: skip
def test_what_is_typed_in_marks_goes_on_in_them(raw: str, text: str, line: str | None) -> None:
    found = quoted([text], raw)
    if line is None:
        assert found == []
        return
    mark = next((sign for sign in raw[:1] if sign in "'\""), "")
    kept = mark or raw[: raw.index(":") + 1]  # what bash keeps of a word that it replaces
    assert f"{kept}{found[0]}{mark}" == line
    done = subprocess.run(["bash", "-c", f"printf %s {line}"], capture_output=True, text=True, check=True)
    assert done.stdout == text


@pytest.mark.parametrize(
    ("raw", "typed"), [("speaker:lind", "lind"), ('"speaker:lind', "speaker:lind"), ("'lind", "lind"), ("lind", "lind")]
)
def test_names_found_by_another_word_leave_what_was_typed(raw: str, typed: str) -> None:
    field = "speaker:" if "speaker:" in raw else ""
    found = quoted([f"{field}Ann Lindh", f"{field}Anna Lindgren"], raw)
    assert found[-1] == typed
    assert commonprefix(found) in typed  # noqa: RUF071  # what bash puts in


def test_what_bash_puts_in_of_several_ends_in_no_half_of_a_character() -> None:
    for texts in (["*", '"Ann'], ["'a", '"b'], ["x $a", "x `b"], ["\\", "\\\\b"]):
        shared = commonprefix(quoted(texts, ""))  # noqa: RUF071
        assert (len(shared) - len(shared.rstrip("\\"))) % 2 == 0
        for text, word in zip(texts, quoted(texts, ""), strict=True):
            done = subprocess.run(["bash", "-c", f"printf %s {word}"], capture_output=True, text=True, check=True)
            assert done.stdout == text
    assert quoted(["$a", "`b"], '"') == []


def test_a_shell_that_compares_gets_names_from_the_word_on_that_was_typed(
    index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["__complete_on", "search", "--index", str(index), "speaker:kag"]) == 0
    assert capsys.readouterr().out == 'speaker:Kagame\tspeaker:"Paul Kagame", 2\n'


def test_bash_completes(index: Path) -> None:
    program = f"searchlib() {{ '{sys.executable}' -m searchlib \"$@\"; }}\n"
    ask = 'COMP_LINE="searchlib search speaker:pau"; COMP_POINT=${#COMP_LINE}; COMP_WORDS=(searchlib); _searchlib\n'
    script = f'{program}eval "$(searchlib completion bash)"\n{ask}printf "%s\\n" "${{COMPREPLY[@]}}"'
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SEARCHLIB_INDEX": str(index)}
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=environment, check=True)
    assert (done.stdout, done.stderr) == ('\\"Paul\\ Kagame\\"\n', "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell_is_whole(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert "__complete" in script
    if program := shutil.which(shell):
        assert subprocess.run([program, "-n"], input=script, text=True, check=False).returncode == 0


@pytest.mark.parametrize("name", COMMANDS)
def test_the_manual_page_of_a_command_holds_what_its_help_does(name: str) -> None:
    shown = "\n".join(page(name)).replace("\\-", "-").replace("\\e", "\\")
    parser = parser_of(name, module_of(name))
    assert all(f"\\fB{option}\\fR" in shown for option in parser.values_taken())
    examples = shown.partition(".SH EXAMPLES\n.nf\n")[2]
    assert f"searchlib {name}" in examples
    assert not examples.startswith("example")
    assert all(word in shown for word in parser.text.split() if word.isalpha())
    assert shown.isascii()
    assert not set("'`~^") & set(shown)  # which would not be what they are when they are copied


def test_the_overview_names_commands_codes_and_settings() -> None:
    shown = "\n".join(overview())
    assert all(f"searchlib\\-{name}".replace("watch-", "watch\\-") in shown for name in COMMANDS)
    assert "SEARCHLIB_THEME" in shown
    assert ".B 141" in shown


def test_every_page_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["man", "--write", str(tmp_path / "man1")]) == 0
    assert len(list((tmp_path / "man1").iterdir())) == len(COMMANDS) + 1


@pytest.mark.parametrize("width", [40, 200])
@pytest.mark.parametrize("name", COMMANDS)
def test_help_keeps_to_the_width_of_the_screen(name: str, width: int, capsys, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert main([name, "--help"]) == 0
    told = capsys.readouterr().out.partition("\n")[2].partition("example")[0]
    assert max(map(len, told.splitlines())) <= min(width, 100)


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_list_of_commands_keeps_to_the_width_of_the_screen(width: int, capsys, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert main(["help"]) == 0
    told = capsys.readouterr().out
    assert max(map(len, told.splitlines())) <= min(width, 100)
    assert all(f"\n  {name} " in told for name in COMMANDS)


def test_help_for_an_unknown_command_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "serach"]) == 2
    assert "did you mean search?" in capsys.readouterr().err
