"""Imports point down, and neighbours meet in the model (searchlib/ARCHITECTURE.md, Floors)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "searchlib"
MODULES = sorted(PACKAGE.rglob("*.py"))

FLOORS = {
    "hints": -1,
    "late": -1,
    "errors": 0,
    "model": 0,
    "contract": 0.5,
    "compiled": 0.5,
    "read": 1,
    "clean": 1,
    "extract": 1,
    "analyse": 1,
    "codec": 1,
    "indexing": 2,
    "query": 2,
    "archive": 3,
    "bench": 3,
    "present": 4,
    "__init__": 4,
    "browse": 4.5,
    "cli": 5,
    "__main__": 6,
}

GUESTS = {
    # A library that is heavy to import or that only one room understands: where it may be named.
    "rich": {"present", "browse"},
    "textual": {"browse"},
    "whoosh": {
        "codec/disk.py",
        "codec/whoosh_codec.py",
        "codec/whoosh_documents.py",
        "codec/whoosh_postings.py",
        "codec/whoosh_terms.py",
        "analyse/whoosh_analyser.py",
        "indexing",
        "query/whoosh_bridge.py",
    },
    "Stemmer": {"analyse/stem.py"},
    "trafilatura": {"read"},
    "ftfy": {"read"},
    "gcld3": {"extract/language.py"},
    "charset_normalizer": {"read"},
}


def room_of(path: Path) -> str:
    """The top level name below the package: a room, or a module that stands alone."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every module that *path* imports when it runs, wherever the statement stands; those for types alone are none."""
    tree = ast.parse(path.read_text("utf8"))
    for_types = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            assert all(alias.name != "*" for alias in node.names), f"{path}: a star import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def named(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def test_every_room_has_a_floor() -> None:
    assert {room_of(path) for path in MODULES} <= set(FLOORS)


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_imports_point_down(path: Path) -> None:
    here = room_of(path)
    for module in imports(path):
        top, _, rest = module.partition(".")
        if top != "searchlib" or not rest:
            continue
        there = rest.split(".")[0]
        if there not in FLOORS:  # `from searchlib import Archive`: the front door
            there = "__init__"
        assert there == here or FLOORS[there] < FLOORS[here], f"{named(path)} ({FLOORS[here]}) imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_guests_stay_in_their_rooms(path: Path) -> None:
    for module in imports(path):
        places = GUESTS.get(module.split(".")[0])
        if places is not None:
            assert room_of(path) in places or named(path) in places, f"{named(path)} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_modules_and_functions_are_small(path: Path) -> None:
    source = path.read_text("utf8")
    assert source.count("\n") <= 400, f"{named(path)} is too long for one idea"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1 - _docstring_lines(node)
            assert lines <= 60, f"{named(path)}: {node.name} has {lines} lines"


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    return (first.end_lineno or first.lineno) - first.lineno + 1 if ast.get_docstring(node) is not None else 0


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_at_most_three_arguments_go_by_place(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf8"))):
        if isinstance(node, ast.FunctionDef):
            names = [arg.arg for arg in (*node.args.posonlyargs, *node.args.args) if arg.arg not in ("self", "cls")]
            if node.name.startswith("_") or _overrides(node):
                continue
            assert len(names) <= 3, f"{named(path)}: {node.name}{names}"


def _overrides(node: ast.FunctionDef) -> bool:
    """Methods whose signature a library dictates are marked with @override's comment form."""
    return any(isinstance(mark, ast.Name) and mark.id == "override" for mark in node.decorator_list)


def test_no_room_is_a_dump() -> None:
    dumps = {"utils", "util", "helpers", "common", "manager", "base", "process", "info", "misc"}
    assert not {path.stem for path in MODULES} & dumps


def test_modules_have_no_ring() -> None:
    graph: dict[str, set[str]] = {}
    names = {".".join(("searchlib", *path.relative_to(PACKAGE).with_suffix("").parts)): path for path in MODULES}
    for name, path in names.items():
        wanted = {module if module in names else module.rpartition(".")[0] for module in imports(path)}
        graph[name] = {module for module in wanted if module in names and module != name}
    done: set[str] = set()
    for name in graph:
        _walk(name, graph, (), done)


def _walk(name: str, graph: dict[str, set[str]], road: tuple[str, ...], done: set[str]) -> None:
    assert name not in road, "ring: " + " → ".join((*road[road.index(name) :], name))
    if name in done:
        return
    for next_name in sorted(graph[name]):
        _walk(next_name, graph, (*road, name), done)
    done.add(name)
