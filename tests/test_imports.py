"""The import rule: arrows point left only, and each outside library has one home."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import actorgraph

ROOT = Path(actorgraph.__file__).parent
MIDDLE = {"readers", "extract", "store", "graph", "export", "datasets", "explore", "evaluation"}
RIGHT = {"answers", "assessment", "imports", "pipeline"}  # assessment: extract and evaluation meet
ANALYSES = {"analyses", "courses", "pictures", "sides", "signed", "view"}  # find their actors as questions do
LAST = {"cli", "__main__"}
HOMES = {
    "spacy": {"extract"},
    "neo4j": {"store"},
    "pyarrow": {"datasets"},
    "openai": {"extract"},
    "pydantic": {"extract"},
    "sqlite3": {"store"},
    "networkx": {"graph"},
    "click": {"cli"},
    "rich": {"cli"},
    "trafilatura": {"readers"},
    "htmldate": {"readers"},
    "lxml": {"readers"},
    "frontmatter": {"readers"},
    "pandas": set(),
    "igraph": {"graph"},
    "scipy": {"graph"},
    "ruptures": {"graph"},
    "matplotlib": {"graph", "pictures"},
}
MODULES = sorted(ROOT.rglob("*.py"))


def part(path: Path) -> str:
    """The first name below the package: `cli` for cli/app.py, `model` for model.py, empty for the root."""
    names = path.relative_to(ROOT).with_suffix("").parts
    return "" if names == ("__init__",) else names[0]


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever the statement stands; `import_module` with text, too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            if node.module == "actorgraph":
                yield from (f"actorgraph.{alias.name}" for alias in node.names)
            else:
                yield node.module or ""
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in (
            "import_module",
            "__import__",
        ):
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant))


def allowed(importer: str) -> set[str]:
    """The parts of the package that a part may import."""
    left = {part(path) for path in MODULES} - MIDDLE - RIGHT - ANALYSES - LAST - {""}
    if importer == "":
        return (
            left | MIDDLE | RIGHT | ANALYSES
        )  # for type checkers; at run time each name is imported when used
    if importer in LAST:
        return left | MIDDLE | RIGHT | ANALYSES | LAST | {"__version__"}
    if importer in ANALYSES:
        return left | MIDDLE | RIGHT | ANALYSES
    if importer in RIGHT:
        return left | MIDDLE | {importer}
    if importer in MIDDLE:
        return left | {importer}
    return left


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_arrows_point_left(path: Path):
    importer = part(path)
    parts = {name.split(".")[1] for name in imports(path) if name.startswith("actorgraph.")}
    assert parts <= allowed(importer), f"{importer} must not import {sorted(parts - allowed(importer))}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_outside_libraries_have_one_home(path: Path):
    for name in imports(path):
        home = HOMES.get(name.split(".")[0])
        assert home is None or part(path) in home, f"{name} is imported outside {home}"


def test_rule_sees_modules():
    parts = {part(path) for path in MODULES}
    assert {"model", "dates", "ontology", "errors", "readers", "extract", "store", "graph", "export"} <= parts
    assert {"answers", "pipeline", "cli"} <= parts


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_left_side_needs_the_standard_library_alone(path: Path):
    if part(path) in MIDDLE | RIGHT | ANALYSES | LAST:
        return
    outside = {name.split(".")[0] for name in imports(path)} - sys.stdlib_module_names
    assert outside <= {"actorgraph"}
